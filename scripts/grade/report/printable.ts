/**
 * A text without what could move a terminal's cursor, turn the direction of
 * writing around, or is no character of XML: control characters,
 * half of a surrogate pair, and code points that are none.
 */
export function printable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Bidi_Control}\p{Cs}\p{Noncharacter_Code_Point}\p{Zl}\p{Zp}]/gu,
    "\ufffd",
  );
}
