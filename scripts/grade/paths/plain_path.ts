declare const proved: unique symbol;

/** A relative path that {@linkcode plainPath} has proved to be harmless. */
export type PlainPath = string & { readonly [proved]: true };

/** How long a name, and a whole path, may be, in bytes. */
const LONGEST = { name: 100, path: 240 };

/** What `plainPath()` takes, as a part of a sentence. */
export const PLAIN_NAMES =
  `letters, digits, ".", "_" and "-", ${LONGEST.name} bytes at most`;

/** No dot at either end, and no dash that a program takes for an option. */
const NAME = /^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_.-]*[\p{L}\p{M}\p{N}_-])?$/u;

/** Names that Windows takes for devices, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|(?:com|lpt)\d)(?:\.|$)/i;

const encoder = new TextEncoder();

/**
 * Proves that a text is a plain relative path: names of letters, digits, dots,
 * underscores and dashes with one slash between them, in Unicode's normal form
 * C. Whatever reads it (a file system, a URL, a shell, a decoder of percent
 * signs) reads the same names in it, and none leads out of its folder.
 *
 * Nothing that a submission names is opened, written, imported or compared
 * with the course's own paths before it has been here.
 */
export function plainPath(text: string): PlainPath | undefined {
  // Before anything else looks at it: each letter is at least a byte.
  if (text.length > LONGEST.path) return undefined;
  if (encoder.encode(text).length > LONGEST.path) return undefined;
  if (text !== text.normalize("NFC")) return undefined;
  return text.split("/").every(isPlainName) ? text as PlainPath : undefined;
}

function isPlainName(name: string): boolean {
  return NAME.test(name) && !DEVICE.test(name) &&
    encoder.encode(name).length <= LONGEST.name;
}
