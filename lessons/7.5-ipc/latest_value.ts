import { SharedRecord } from "./given/shared_record.ts";

/**
 * A place for the newest value: a writer replaces what lies there and never
 * waits for a reader. A reader that is slow misses values in between; none ever
 * sees half of one. This is what a gauge or a configuration needs, where a
 * mailbox is for work that must be done.
 */
export class LatestValue {
  readonly #record: SharedRecord;
  /** The number of the value that this handle has returned last. */
  #seen = 0;

  /** How many bytes a place for values of `size` numbers takes. */
  static byteLength(size: number): number {
    return SharedRecord.byteLength(size);
  }

  /**
   * Attaches to the place at `byteOffset`. Zeroed memory has no value yet.
   *
   * @param size How many numbers a value has.
   * @throws {TypeError | RangeError} If there is no room for it at `byteOffset`,
   * which is in bytes and a multiple of 8, or `size` is not a positive integer.
   */
  constructor(buffer: SharedArrayBuffer, size: number, byteOffset = 0) {
    this.#record = new SharedRecord("latest value", buffer, size, byteOffset);
  }

  /**
   * Replaces the value.
   *
   * @throws {RangeError} If the value has not `size` numbers.
   */
  publish(value: readonly number[]): void {
    const { mutex, conditions: [published], state, numbers } = this.#record;
    this.#record.check("publish value", value);
    // TODO(7.5.6): Nobody may see half a value. Count it in the state, and wake
    // every reader: each of them wants it.
    throw new Error("TODO(7.5.6)");
  }

  /** The newest value, without waiting; undefined if there was none yet. */
  latest(): number[] | undefined {
    const { mutex, state } = this.#record;
    // TODO(7.5.6): Undefined before the first value; else what `#copy()`
    // returns. Not even one number may be read without the mutex.
    throw new Error("TODO(7.5.6)");
  }

  /**
   * The newest value, and waits for one that this handle has not returned yet,
   * by `next()` or `latest()`.
   */
  next(): number[] {
    const { mutex, conditions: [published], state } = this.#record;
    // TODO(7.5.6): Wait until there is a value that this handle has not
    // returned yet, and return it. The count of values wraps around.
    throw new Error("TODO(7.5.6)");
  }

  /** A copy of the value; the mutex must be locked. */
  #copy(): number[] {
    // TODO(7.5.6): The numbers, and a note which value this was: the one that
    // the state has counted last.
    throw new Error("TODO(7.5.6)");
  }
}
