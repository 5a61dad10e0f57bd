import { SharedRecord } from "./given/shared_record.ts";

/** The state of a mailbox without a value: that of zeroed memory. */
const EMPTY = 0;
/** A value lies in the mailbox. */
const FULL = 1;
/** Bit that is added when the mailbox is closed. */
const CLOSED = 2;

/**
 * A place for one value, which a producer puts in and a consumer takes out: a shared
 * variable with its mutex and, because a mutex alone lets nobody wait for news,
 * two conditions. Each value is taken once, in the order in
 * which they were put in. A value is a fixed number of numbers.
 *
 * Any number of threads may put and take.
 */
export class Mailbox {
  readonly #record: SharedRecord;

  /** How many bytes a mailbox for values of `size` numbers takes. */
  static byteLength(size: number): number {
    return SharedRecord.byteLength(size);
  }

  /**
   * Attaches to the mailbox at `byteOffset`. Zeroed memory is an empty one.
   *
   * @param size How many numbers a value has.
   * @throws {TypeError | RangeError} If there is no room for it at `byteOffset`,
   * which is in bytes and a multiple of 8, or `size` is not a positive integer.
   */
  constructor(buffer: SharedArrayBuffer, size: number, byteOffset = 0) {
    this.#record = new SharedRecord("mailbox", buffer, size, byteOffset);
  }

  /**
   * Waits until the mailbox is empty, and puts a value in. Returns false, with
   * nothing put in, if the mailbox is or gets closed.
   *
   * @throws {RangeError} If the value has not `size` numbers.
   */
  put(value: readonly number[]): boolean {
    const { mutex, conditions: [emptied, filled], state, numbers } =
      this.#record;
    this.#record.check("put value into mailbox", value);
    // TODO(7.5.6): Wait on `emptied` while the mailbox is FULL. If it is
    // closed, before or meanwhile, return false and change nothing. Otherwise
    // put all the numbers in, and wake one who waits on `filled`. Touch `state`
    // and `numbers` with the mutex locked only.
    // #region 7.5.6
    using token = mutex.lock();
    emptied.wait(token, () => state[0] !== FULL);
    if (state[0] !== EMPTY) return false;
    numbers.set(value);
    state[0] = FULL;
    filled.notify();
    return true;
    // #endregion
  }

  /**
   * Waits for a value and takes it out. Returns undefined if the mailbox is or
   * gets closed and nothing is left in it.
   */
  take(): number[] | undefined {
    const { mutex, conditions: [emptied, filled], state, numbers } =
      this.#record;
    // TODO(7.5.6): Wait on `filled` while the mailbox is EMPTY. A value can be
    // taken out of a closed mailbox, too, which stays CLOSED; undefined means
    // that none is left. Wake one who waits on `emptied`.
    // #region 7.5.6
    using token = mutex.lock();
    filled.wait(token, () => state[0] !== EMPTY);
    if (state[0] === CLOSED) return undefined;
    const value = Array.from(numbers);
    state[0] = state[0] === FULL ? EMPTY : CLOSED;
    emptied.notify();
    return value;
    // #endregion
  }

  /** Says that no more values come. One that lies there can still be taken. */
  close(): void {
    const { mutex, conditions: [emptied, filled], state } = this.#record;
    // TODO(7.5.6): Add CLOSED to the state. It may be there already, and the
    // value stays. All who wait, on either side, have to look again.
    // #region 7.5.6
    using _token = mutex.lock();
    state[0] = (state[0] ?? EMPTY) | CLOSED;
    emptied.notifyAll();
    filled.notifyAll();
    // #endregion
  }
}
