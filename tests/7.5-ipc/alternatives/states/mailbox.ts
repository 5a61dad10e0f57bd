import { SharedRecord } from "./given/shared_record.ts";

/** The state of a mailbox without a value: that of zeroed memory. */
const EMPTY = 0;
/** A value lies in the mailbox. */
const FULL = 1;
/** Bit that is added when the mailbox is closed. */
const CLOSED = 2;

/**
 * A place for one value, which a producer puts in and a consumer takes out: the
 * chapter's shared variable with its mutex and, as a mutex alone lets nobody
 * wait for news, two conditions. Each value is taken once, in the order in
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
   * which is in bytes and a multiple of 8, or `size` is no positive integer.
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
    const { mutex, conditions: [changed], state, numbers } = this.#record;
    this.#record.check("put value into mailbox", value);
    using token = mutex.lock();
    changed.wait(token, () => state[0] !== FULL);
    if (state[0] !== EMPTY) return false;
    numbers.set(value);
    state[0] = FULL;
    changed.notifyAll();
    return true;
  }

  /**
   * Waits for a value and takes it out. Returns undefined if the mailbox is or
   * gets closed and nothing is left in it.
   */
  take(): number[] | undefined {
    const { mutex, conditions: [changed], state, numbers } = this.#record;
    const token = mutex.lock();
    try {
      changed.wait(token, () => state[0] !== EMPTY);
      if (state[0] === CLOSED) return undefined;
      const value = Array.from(numbers);
      state[0] = state[0] === FULL ? EMPTY : CLOSED;
      changed.notifyAll();
      return value;
    } finally {
      token.unlock();
    }
  }

  /** Says that no more values come. One that lies there can still be taken. */
  close(): void {
    const { mutex, conditions: [changed], state } = this.#record;
    using _token = mutex.lock();
    state[0] = (state[0] ?? EMPTY) | CLOSED;
    changed.notifyAll();
  }
}
