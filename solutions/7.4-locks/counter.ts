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
   * Adds one, and returns the number that this call has made, which wraps
   * around, too. No two calls return the same one, in whichever threads they
   * run.
   */
  increment(): number {
    // TODO(7.4.1): Add one to word 0, and return the number that this call has
    // made. Other threads may come between any two of your operations.
    // #region 7.4.1
    // As the word does, the number wraps around.
    return (Atomics.add(this.#words, 0, 1) + 1) | 0;
    // #endregion
  }

  /** The number at this moment; it may have grown by the time you look at it. */
  get value(): number {
    // TODO(7.4.1): Read word 0 so that the read is ordered with the increments
    // of other threads. An ordinary read is not.
    // #region 7.4.1
    return Atomics.load(this.#words, 0);
    // #endregion
  }
}
