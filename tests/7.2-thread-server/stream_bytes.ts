import { randomBytes } from "../harness/net/random_bytes.ts";

/**
 * Many bytes, soon made: random ones again and again. Their number is a prime,
 * so that a chunk that is lost, doubled or out of place shows.
 */
export function streamBytes(
  length: number,
  seed: number,
): Uint8Array<ArrayBuffer> {
  const part = randomBytes(1_000_003, seed);
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += part.length) {
    bytes.set(part.subarray(0, length - at), at);
  }
  return bytes;
}
