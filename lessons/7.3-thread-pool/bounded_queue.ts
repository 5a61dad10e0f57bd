import { Condition } from "./condition.ts";
import { QueueClosedError } from "./errors.ts";
import { Mutex, type MutexToken } from "./mutex.ts";
import { sharedWords } from "./shared_words.ts";

// Where the parts of a queue lie, as indices of its 32-bit words. The mutex
// guards all words behind the three locks: plain reads and writes will do.
const MUTEX = 0;
const NOT_EMPTY = 1;
const NOT_FULL = 2;
const CAPACITY = 3;
const HEAD = 4;
const SIZE = 5;
const CLOSED = 6;
const ITEMS = 7;

/**
 * A first-in, first-out queue of 32-bit integers in shared memory, with room
 * for so many and no more: the chapter's `task_queue`. Any number of threads
 * may push and pop. Who must wait sleeps; nobody spins.
 *
 * A ring buffer under a mutex with two conditions, as in Hoare's "Monitors: An
 * Operating System Structuring Concept" and every book on pthreads since.
 */
export class BoundedQueue {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #mutex: Mutex;
  /** What consumers sleep on. */
  readonly #notEmpty: Condition;
  /** What producers sleep on. */
  readonly #notFull: Condition;
  /** How many items the queue can hold. */
  readonly capacity: number;

  /**
   * Attaches to the queue at `byteOffset`, which one thread has made with
   * {@linkcode BoundedQueue.initialize}.
   *
   * @throws {TypeError | RangeError} If there is no queue at `byteOffset`,
   * which is in bytes and a multiple of 4.
   */
  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    const header = sharedWords("queue", buffer, byteOffset, ITEMS * 4);
    this.capacity = header[CAPACITY] ?? 0;
    if (this.capacity === 0) {
      throw new RangeError(
        `Cannot use queue as there is none at offset ${byteOffset}: call BoundedQueue.initialize() in one thread first`,
      );
    }
    const length = BoundedQueue.byteLength(this.capacity);
    this.#words = sharedWords("queue", buffer, byteOffset, length);
    this.#mutex = new Mutex(buffer, byteOffset + MUTEX * 4);
    this.#notEmpty = new Condition(buffer, byteOffset + NOT_EMPTY * 4);
    this.#notFull = new Condition(buffer, byteOffset + NOT_FULL * 4);
  }

  /** How many bytes a queue for `capacity` items takes. */
  static byteLength(capacity: number): number {
    return (ITEMS + capacity) * 4;
  }

  /**
   * Makes an empty queue in shared memory. One thread calls this, before the
   * others attach.
   *
   * @throws {RangeError} If `capacity` is no positive integer.
   */
  static initialize(
    buffer: SharedArrayBuffer,
    byteOffset: number,
    capacity: number,
  ): BoundedQueue {
    if (!Number.isInteger(capacity) || capacity < 1) {
      throw new RangeError(
        `Cannot create queue as 'capacity' must be a positive integer: received ${capacity}`,
      );
    }
    const length = BoundedQueue.byteLength(capacity);
    const words = sharedWords("queue", buffer, byteOffset, length).fill(0);
    words[CAPACITY] = capacity;
    return new BoundedQueue(buffer, byteOffset);
  }

  /**
   * Appends an item, and sleeps while the queue is full: the chapter's
   * `enqueue()`.
   *
   * @throws {QueueClosedError} If the queue is closed, or closed meanwhile.
   * @throws {RangeError} If `item` is no 32-bit integer.
   */
  push(item: number): void {
    assertInt32(item);
    using token = this.#mutex.lock();
    // TODO(7.3.1): Wait on `#notFull` until the queue `#hasRoom` or
    // `#isClosed`. If it is closed, `#refuse()`. Otherwise `#put()` the item.
    throw new Error("TODO(7.3.1)");
  }

  /**
   * Takes the oldest item, and sleeps while the queue is empty: the chapter's
   * `dequeue()`. Returns undefined when the queue is closed and all was taken.
   */
  pop(): number | undefined {
    using token = this.#mutex.lock();
    // TODO(7.3.1): Wait on `#notEmpty` until the queue `#hasItem` or
    // `#isClosed`. Return what you `#take()`.
    throw new Error("TODO(7.3.1)");
  }

  /** Writes an item behind the last one, and unlocks the mutex. */
  #put(token: MutexToken, item: number): void {
    // TODO(7.3.1): Write the item into `#words`, `#size` places behind the
    // `#head`; behind the ring's last place comes its first. The places start
    // at ITEMS. Count the item in `#words[SIZE]`. Then unlock, and wake one
    // consumer.
    throw new Error("TODO(7.3.1)");
  }

  /** Takes the first item, if there is one, and unlocks the mutex. */
  #take(token: MutexToken): number | undefined {
    // TODO(7.3.1): Return undefined if the queue has no item. Otherwise read
    // the item at the `#head`, move `#words[HEAD]` on by one place of the ring,
    // count `#words[SIZE]` down, unlock, and wake one producer.
    throw new Error("TODO(7.3.1)");
  }

  /**
   * Appends an item if there is room, or comes to be within `ms` milliseconds.
   * Returns false, with nothing appended, if there is none.
   *
   * @throws {QueueClosedError} If the queue is closed, or closed meanwhile.
   * @throws {RangeError} If `item` is no 32-bit integer, or `ms` is negative.
   */
  tryPush(item: number, ms = 0): boolean {
    assertInt32(item);
    using token = this.#mutex.lock();
    // TODO(7.3.2): As push(), but wait with `waitFor()`, and return whether
    // the item was appended.
    throw new Error("TODO(7.3.2)");
  }

  /**
   * Takes the oldest item if there is one, or comes to be within `ms`
   * milliseconds. Returns undefined if there is none, or if the queue is closed
   * and all was taken.
   *
   * @throws {RangeError} If `ms` is negative.
   */
  tryPop(ms = 0): number | undefined {
    using token = this.#mutex.lock();
    // TODO(7.3.2): As pop(), but wait with `waitFor()`.
    throw new Error("TODO(7.3.2)");
  }

  /** How many items are in the queue now. */
  get size(): number {
    // TODO(7.3.2): Read `#words[SIZE]`, with the mutex locked.
    throw new Error("TODO(7.3.2)");
  }

  /** Whether {@linkcode BoundedQueue.close} was called. */
  get closed(): boolean {
    using _token = this.#mutex.lock();
    return this.#isClosed;
  }

  /**
   * Ends the queue: nothing can be pushed any more. What is in it can be
   * popped. Calling it again does nothing.
   */
  close(): void {
    // TODO(7.3.3): With the mutex locked, set `#words[CLOSED]` to 1 and wake
    // everyone who sleeps, on both conditions.
    throw new Error("TODO(7.3.3)");
  }

  /** Called when something is to be pushed to a closed queue. */
  #refuse(): never {
    // TODO(7.3.3): Throw a QueueClosedError.
    throw new Error("TODO(7.3.3)");
  }

  // What the mutex guards: use these with the mutex locked.

  /** The place of the first item, from 0 up to the capacity. */
  get #head(): number {
    return this.#words[HEAD] ?? 0;
  }

  /** How many items there are. */
  get #size(): number {
    return this.#words[SIZE] ?? 0;
  }

  get #hasRoom(): boolean {
    return this.#size < this.capacity;
  }

  get #hasItem(): boolean {
    return this.#size > 0;
  }

  get #isClosed(): boolean {
    return this.#words[CLOSED] === 1;
  }
}

function assertInt32(item: number): void {
  if (item === (item | 0)) return;
  throw new RangeError(
    `Cannot push to queue as 'item' must be a 32-bit integer: received ${item}`,
  );
}
