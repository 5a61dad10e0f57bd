/**
 * The text of a source file, as Deno reads it: UTF-16 if its first two bytes
 * say so, else UTF-8, with U+FFFD in the place of what is neither.
 */
export function decodeSource(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe
    ? "utf-16le"
    : first === 0xfe && second === 0xff
    ? "utf-16be"
    : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}
