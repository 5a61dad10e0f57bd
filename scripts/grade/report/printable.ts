/**
 * What could move a terminal's cursor, turns the direction of writing around,
 * cannot be seen, or is no character of XML: control characters, characters of
 * no width, half of a surrogate pair, and code points that are none.
 */
const UNPRINTABLE =
  /[\p{Cc}\p{Cf}\p{DI}\p{Bidi_Control}\p{Cs}\p{Noncharacter_Code_Point}\p{Zl}\p{Zp}]/gu;

/** A text in which such characters are written as escapes: `\u{202e}`. */
export function printable(text: string): string {
  return text.replaceAll(
    UNPRINTABLE,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

/** A text of at most so many characters, with a mark where it is cut. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  // No half of a pair is left at the end.
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/**
 * What a submission has a say in, as a report may show it: printable, and of at
 * most so many characters. No more than that much of it is looked at.
 */
export function shown(text: string, most: number): string {
  return shorten(printable(shorten(text, most)), most);
}
