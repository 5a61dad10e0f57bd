/** Names that Windows keeps for devices. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** How long a file's name is at most, without its ending, in characters. */
const LONGEST = 60;

/**
 * A file name for each submission, by its name: letters, digits, `.`, `_` and
 * `-`, and no two that a file system could take for the same.
 */
export function fileNames(
  names: Iterable<string>,
  ending: string,
): Map<string, string> {
  const taken = new Set<string>();
  const files = new Map<string, string>();
  for (const name of names) {
    const plain = name.normalize("NFC")
      .replaceAll(/[^\p{L}\p{M}\p{N}._-]+/gu, "_")
      .replace(/^[._-]+/, "").slice(0, LONGEST)
      // No half of a pair, and no dot, is left at the end.
      .replace(/[\ud800-\udbff]$/, "").replace(/\.+$/, "");
    const base = plain === "" || RESERVED.test(plain) ? `_${plain}` : plain;
    let file = `${base}${ending}`;
    for (let count = 2; taken.has(key(file)); count++) {
      file = `${base}-${count}${ending}`;
    }
    taken.add(key(file));
    files.set(name, file);
  }
  return files;
}

function key(file: string): string {
  return file.normalize("NFKC").toLowerCase();
}
