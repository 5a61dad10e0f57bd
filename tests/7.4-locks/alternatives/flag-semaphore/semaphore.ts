import { sharedWords } from "../given/shared_words.ts";

const STATE = 0;
const MAX = 1;
/** The lower bits of the state: free permits. */
const PERMITS = (1 << 30) - 1;
/** A flag of the state: somebody may sleep. */
const WAITING = 1 << 30;

/** As the three-state mutex: a flag says whether a release must wake. */
export class Semaphore {
  static readonly BYTE_LENGTH = 8;

  readonly #words: Int32Array<SharedArrayBuffer>;

  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.#words = sharedWords(
      "semaphore",
      buffer,
      byteOffset,
      Semaphore.BYTE_LENGTH,
    );
  }

  static initialize(
    buffer: SharedArrayBuffer,
    byteOffset: number,
    permits: number,
    max: number = permits,
  ): Semaphore {
    if (!Number.isInteger(max) || max < 1 || max > PERMITS) {
      throw new RangeError(`Cannot create semaphore with 'max' ${max}`);
    }
    if (!Number.isInteger(permits) || permits < 0 || permits > max) {
      throw new RangeError(`Cannot create semaphore with ${permits} permits`);
    }
    const semaphore = new Semaphore(buffer, byteOffset);
    Atomics.store(semaphore.#words, STATE, permits);
    Atomics.store(semaphore.#words, MAX, max);
    return semaphore;
  }

  acquire(count = 1): void {
    this.#check(count);
    let state = Atomics.load(this.#words, STATE);
    for (;;) {
      if ((state & PERMITS) >= count) {
        const seen = this.#swap(state, state - count);
        if (seen === state) return;
        state = seen;
      } else if ((state & WAITING) !== 0) {
        Atomics.wait(this.#words, STATE, state);
        state = Atomics.load(this.#words, STATE);
      } else {
        const seen = this.#swap(state, state | WAITING);
        state = seen === state ? state | WAITING : seen;
      }
    }
  }

  tryAcquire(count = 1): boolean {
    this.#check(count);
    let state = Atomics.load(this.#words, STATE);
    while ((state & PERMITS) >= count) {
      const seen = this.#swap(state, state - count);
      if (seen === state) return true;
      state = seen;
    }
    return false;
  }

  release(count = 1): void {
    const max = this.#check(count);
    let state = Atomics.load(this.#words, STATE);
    for (;;) {
      const permits = (state & PERMITS) + count;
      if (permits > max) throw new RangeError("Cannot release so many");
      const seen = this.#swap(state, permits);
      if (seen === state) break;
      state = seen;
    }
    if ((state & WAITING) !== 0) Atomics.notify(this.#words, STATE);
  }

  #swap(from: number, to: number): number {
    return Atomics.compareExchange(this.#words, STATE, from, to);
  }

  #check(count: number): number {
    const max = Atomics.load(this.#words, MAX);
    if (!Number.isInteger(count) || count < 1 || count > max) {
      throw new RangeError(`Cannot handle ${count} of ${max} permits`);
    }
    return max;
  }
}
