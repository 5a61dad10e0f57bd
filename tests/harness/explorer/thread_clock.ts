import type { Result } from "./operation.ts";

/** Readings of the clock between two operations after which it moves on. */
const PATIENCE = 1_000;

/**
 * The clock and the chance that a thread sees. They depend only on what the
 * thread did, so every run sees the same: time passes when a wait's limit runs
 * out, half of it when the thread is woken before, and in a loop that only
 * looks at the clock.
 */
export class ThreadClock {
  #now = 0;
  #readings = 0;
  #seed = 1;

  /** Lets time pass in a wait with this limit, in milliseconds. */
  slept(limit: Result, result: Result): void {
    if (result === "timed-out") this.#now += Number(limit);
    if (result === "ok" && limit !== Infinity) this.#now += Number(limit) / 2;
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
