/** A little work for a thread: a checksum of the line (FNV-1a), as text. */
export default function checksum(line: Uint8Array): Uint8Array {
  let hash = 0x811c9dc5;
  for (let round = 0; round < 1_000; round++) {
    for (const byte of line) hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return new TextEncoder().encode((hash >>> 0).toString(16));
}
