/** Readings of the clock between two operations after which it moves on. */
const PATIENCE = 1_000;

/**
 * The clock and the chance that a thread sees. They depend only on what the
 * thread did, so every run sees the same: time passes when a wait's limit runs
 * out, and in a loop that only looks at the clock.
 */
export class ThreadClock {
  #now = 0;
  #readings = 0;
  #seed = 1;

  /** Lets milliseconds pass. */
  pass(ms: number): void {
    this.#now += ms;
  }

  /** Notes that the thread did an operation. */
  operation(): void {
    this.#readings = 0;
  }

  /** Milliseconds that have passed. */
  now(): number {
    if (++this.#readings > PATIENCE) this.#now += 1;
    return this.#now;
  }

  /** A number from 0 to 1, by Lehmer's "minimal standard" generator. */
  random(): number {
    this.#seed = this.#seed * 48_271 % 2_147_483_647;
    return this.#seed / 2_147_483_647;
  }
}
