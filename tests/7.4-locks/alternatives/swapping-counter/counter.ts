import { sharedWords } from "../given/shared_words.ts";

/**
 * A number in shared memory that any thread may increment: C11's `atomic_int`
 * with `atomic_fetch_add`. It wraps around after 2³¹ - 1.
 *
 * Zeroed memory is a counter at 0.
 */
export class Counter {
  /** How many bytes a counter takes. */
  static readonly BYTE_LENGTH = 4;

  readonly #words: Int32Array<SharedArrayBuffer>;

  /**
   * Attaches to the counter at `byteOffset`.
   *
   * @throws {TypeError | RangeError} If there is no room for a counter at
   * `byteOffset`, which is in bytes and a multiple of 4.
   */
  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.#words = sharedWords(
      "counter",
      buffer,
      byteOffset,
      Counter.BYTE_LENGTH,
    );
  }

  /**
   * Adds one, and returns the number that this call has made. No two calls
   * return the same one, in whichever threads they run.
   */
  increment(): number {
    for (;;) {
      const seen = Atomics.load(this.#words, 0);
      const next = (seen + 1) | 0;
      if (Atomics.compareExchange(this.#words, 0, seen, next) === seen) {
        return next;
      }
    }
  }

  /** The number at this moment; it may have grown by the time you look at it. */
  get value(): number {
    return Atomics.load(this.#words, 0);
  }
}
