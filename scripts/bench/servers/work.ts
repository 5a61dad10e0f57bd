/**
 * The work of a CPU-bound request: so many rounds of Marsaglia's xorshift with
 * 32 bits ("Xorshift RNGs", 2003). Each needs the result of the one before, so
 * that no compiler can do them at once or leave them out.
 *
 * @param start Any number from 1 to 2^32 - 1.
 */
export function work(start: number, rounds: number): number {
  let x = start | 0;
  for (let round = 0; round < rounds; round++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
  }
  return x >>> 0;
}
