/**
 * A text without what could move a terminal's cursor, turn the direction of
 * writing around, cannot be seen, or is no character of XML: control
 * characters, characters of no width, half of a surrogate pair, and code points
 * that are none.
 */
export function printable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{DI}\p{Bidi_Control}\p{Cs}\p{Noncharacter_Code_Point}\p{Zl}\p{Zp}]/gu,
    "\ufffd",
  );
}

/** A text of at most so many characters, with a mark where it is cut. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  // No half of a pair is left at the end.
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
