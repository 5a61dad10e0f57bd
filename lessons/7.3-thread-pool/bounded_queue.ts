import type { Condition } from "../given/condition.ts";
import type { Mutex, MutexToken } from "../given/mutex.ts";
import { QueueClosedError, QueueMemory } from "./given/queue_memory.ts";
import { assertItem, type Ring } from "./ring.ts";

/**
 * A first-in, first-out queue of 32-bit integers in shared memory, with room
 * for so many and no more: the chapter's `task_queue`. Any number of threads
 * may push and pop. Who must wait sleeps; nobody spins.
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
   * @throws {RangeError} If `capacity` is no positive integer.
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
   * Appends an item, and sleeps while the queue is full: the chapter's
   * `enqueue()`.
   *
   * @throws {QueueClosedError} If the queue is closed, or closed meanwhile.
   * @throws {RangeError} If `item` is no 32-bit integer.
   */
  push(item: number): void {
    assertItem(item);
    using token = this.#mutex.lock();
    // TODO(7.3.1): Wait on `#notFull` until the ring `hasRoom` or is `closed`.
    // If it is closed, `#refuse()`. Otherwise `#put()` the item.
    throw new Error("TODO(7.3.1)");
  }

  /**
   * Takes the oldest item, and sleeps while the queue is empty: the chapter's
   * `dequeue()`. Returns undefined when the queue is closed and all was taken.
   */
  pop(): number | undefined {
    using token = this.#mutex.lock();
    // TODO(7.3.1): Wait on `#notEmpty` until the ring `hasItem` or is `closed`.
    // Return what you `#take()`.
    throw new Error("TODO(7.3.1)");
  }

  /** Appends an item to the ring, and unlocks the mutex. */
  #put(token: MutexToken, item: number): void {
    // TODO(7.3.1): `append()` the item. Then unlock, and wake one consumer.
    throw new Error("TODO(7.3.1)");
  }

  /** Takes the first item, if there is one, and unlocks the mutex. */
  #take(token: MutexToken): number | undefined {
    // TODO(7.3.1): Return undefined if the ring has no item. Otherwise `shift()`
    // one out, unlock, and wake one producer.
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
    // TODO(7.3.2): As push(), but wait with `waitFor()`, and return whether
    // the item was appended.
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
    // TODO(7.3.2): As pop(), but wait with `waitFor()`.
    throw new Error("TODO(7.3.2)");
  }

  /** How many items are in the queue now. */
  get size(): number {
    // TODO(7.3.2): Return the ring's `size`, with the mutex locked.
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
    // TODO(7.3.3): With the mutex locked, `close()` the ring and wake everyone
    // who sleeps, on both conditions.
    throw new Error("TODO(7.3.3)");
  }

  /** Called when something is to be pushed to a closed queue. */
  #refuse(): never {
    // TODO(7.3.3): Throw a QueueClosedError.
    throw new Error("TODO(7.3.3)");
  }
}
