import type { Condition } from "../given/condition.ts";
import type { Mutex, MutexToken } from "../given/mutex.ts";
import { QueueClosedError, QueueMemory } from "./given/queue_memory.ts";
import { assertItem, type Ring } from "./ring.ts";

/**
 * A first-in, first-out queue of 32-bit integers in shared memory, with room
 * for so many and no more. Any number of threads may push and pop. A thread
 * that must wait sleeps; none spins.
 *
 * A ring buffer under a mutex with two conditions, as in Hoare's "Monitors".
 */
export class BoundedQueue {
  readonly #mutex: Mutex;
  readonly #notEmpty: Condition;
  readonly #notFull: Condition;
  /** The items. Use it with the mutex locked. */
  readonly #ring: Ring;
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
    const parts = new QueueMemory(buffer, byteOffset);
    this.#mutex = parts.mutex;
    this.#notEmpty = parts.notEmpty;
    this.#notFull = parts.notFull;
    this.#ring = parts.ring;
    this.capacity = parts.ring.capacity;
  }

  /** How many bytes a queue for `capacity` items takes. */
  static byteLength(capacity: number): number {
    return QueueMemory.byteLength(capacity);
  }

  /**
   * Makes an empty queue in shared memory. One thread calls this, before the
   * others attach.
   *
   * @throws {RangeError} If `capacity` is not a positive integer.
   */
  static initialize(
    buffer: SharedArrayBuffer,
    byteOffset: number,
    capacity: number,
  ): BoundedQueue {
    QueueMemory.initialize(buffer, byteOffset, capacity);
    return new BoundedQueue(buffer, byteOffset);
  }

  /**
   * Appends an item, and sleeps while the queue is full: `push()` in
   * `pool.c`.
   *
   * @throws {QueueClosedError} If the queue is closed, or closed meanwhile.
   * @throws {RangeError} If `item` is no 32-bit integer.
   */
  push(item: number): void {
    assertItem(item);
    using token = this.#mutex.lock();
    // TODO(7.3.1): Sleep while there is no room, and look again after each
    // wake-up: another thread may have taken it. `#refuse()` the item if the
    // queue is closed, also if it was closed during the sleep; otherwise
    // `#put()` it.
    throw new Error("TODO(7.3.1)");
  }

  /**
   * Takes the oldest item, and sleeps while the queue is empty: `pop()` in
   * `pool.c`. Returns undefined when the queue is closed and all was taken.
   */
  pop(): number | undefined {
    using token = this.#mutex.lock();
    // TODO(7.3.1): Sleep while there is no item, unless the queue is closed;
    // what is left in a closed queue still comes out. `#take()` returns
    // undefined if there is nothing.
    throw new Error("TODO(7.3.1)");
  }

  /** Appends an item to the ring, and unlocks the mutex. */
  #put(token: MutexToken, item: number): void {
    // TODO(7.3.1): Append the item, and wake one thread that waits for it. A
    // thread that wakes needs the mutex: if this one still held it, it would go
    // back to sleep.
    throw new Error("TODO(7.3.1)");
  }

  /** Takes the first item, if there is one, and unlocks the mutex. */
  #take(token: MutexToken): number | undefined {
    // TODO(7.3.1): Return the first item and wake one thread that waits for
    // room, with the mutex unlocked as in #put(). Without an item, return
    // undefined and wake nobody.
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
    assertItem(item);
    using token = this.#mutex.lock();
    // TODO(7.3.2): As push(), also when the queue is closed, but give up when
    // the time is over. Then nothing is appended; what counts is whether there
    // is room at the end, not who was woken.
    throw new Error("TODO(7.3.2)");
  }

  /**
   * Takes the oldest item if there is one, or comes to be within `ms`
   * milliseconds. Returns undefined if there is none.
   *
   * @throws {RangeError} If `ms` is negative.
   */
  tryPop(ms = 0): number | undefined {
    using token = this.#mutex.lock();
    // TODO(7.3.2): As pop(), but give up when the time is over.
    throw new Error("TODO(7.3.2)");
  }

  /** How many items are in the queue now. */
  get size(): number {
    // TODO(7.3.2): Others change the number while you read it: it is guarded as
    // all of the ring is.
    throw new Error("TODO(7.3.2)");
  }

  /** Whether {@linkcode BoundedQueue.close} was called. */
  get closed(): boolean {
    using _token = this.#mutex.lock();
    return this.#ring.closed;
  }

  /**
   * Ends the queue: nothing can be pushed any more. What is in it can be
   * popped. Calling it again does nothing.
   */
  close(): void {
    // TODO(7.3.3): From now on nobody sleeps, on either condition, and nobody
    // falls asleep: not even a thread that has looked just before. What is in
    // the queue stays.
    throw new Error("TODO(7.3.3)");
  }

  /** Called when something is to be pushed to a closed queue. */
  #refuse(): never {
    // TODO(7.3.3): The error is a QueueClosedError.
    throw new Error("TODO(7.3.3)");
  }
}
