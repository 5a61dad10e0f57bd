import { QueueClosedError } from "./given/queue_memory.ts";
import { sharedWords } from "../given/shared_words.ts";

const CAPACITY = 0;
/** Position of the next pop. */
const HEAD = 1;
/** Twice the position of the next push, and 1 more when the queue is closed. */
const TAIL = 2;
/** Moved on by each push and pop, for those that sleep. */
const EVENTS = 3;
const CELLS = 4;

/**
 * Dmitry Vyukov's bounded queue for many producers and consumers: no lock. Each
 * cell has a turn beside its item: 2p when the push at position p may fill it,
 * 2p + 1 when the pop at position p may empty it.
 */
export class BoundedQueue {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly capacity: number;

  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    const header = sharedWords("queue", buffer, byteOffset, CELLS * 4);
    this.capacity = Atomics.load(header, CAPACITY);
    if (this.capacity === 0) {
      throw new RangeError(
        `Cannot use queue as there is none at offset ${byteOffset}: call BoundedQueue.initialize() in one thread first`,
      );
    }
    const length = BoundedQueue.byteLength(this.capacity);
    this.#words = sharedWords("queue", buffer, byteOffset, length);
  }

  static byteLength(capacity: number): number {
    return (CELLS + 2 * capacity) * 4;
  }

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
    const words = sharedWords("queue", buffer, byteOffset, length);
    for (let word = 0; word < words.length; word++) {
      Atomics.store(words, word, 0);
    }
    for (let cell = 0; cell < capacity; cell++) {
      Atomics.store(words, CELLS + 2 * cell, 2 * cell);
    }
    Atomics.store(words, CAPACITY, capacity);
    return new BoundedQueue(buffer, byteOffset);
  }

  push(item: number): void {
    assertInt32(item);
    while (!this.#put(item, Infinity));
  }

  pop(): number | undefined {
    return this.#wait(() => this.#take(), Infinity) ?? undefined;
  }

  tryPush(item: number, ms = 0): boolean {
    assertInt32(item);
    return this.#put(item, ms);
  }

  tryPop(ms = 0): number | undefined {
    return this.#wait(() => this.#take(), ms) ?? undefined;
  }

  get size(): number {
    const tail = Atomics.load(this.#words, TAIL) >> 1;
    return tail - Atomics.load(this.#words, HEAD);
  }

  get closed(): boolean {
    return (Atomics.load(this.#words, TAIL) & 1) === 1;
  }

  close(): void {
    Atomics.or(this.#words, TAIL, 1);
    Atomics.add(this.#words, EVENTS, 1);
    // One by one: whoever comes to sleep now sees that the events moved on.
    while (Atomics.notify(this.#words, EVENTS, 1) > 0);
  }

  #put(item: number, ms: number): boolean {
    return this.#wait(() => this.#tryPut(item), ms) ?? false;
  }

  #tryPut(item: number): true | undefined {
    for (;;) {
      const tail = Atomics.load(this.#words, TAIL);
      if ((tail & 1) === 1) throw new QueueClosedError();
      const cell = this.#cell(tail >> 1);
      if (Atomics.load(this.#words, cell) !== tail) {
        // Full, unless another producer has moved the tail on.
        if (Atomics.load(this.#words, TAIL) === tail) return undefined;
        continue;
      }
      if (!this.#swap(TAIL, tail, tail + 2)) continue;
      Atomics.store(this.#words, cell + 1, item);
      Atomics.store(this.#words, cell, tail + 1);
      this.#tell();
      return true;
    }
  }

  /** An item, null at the end, or undefined if there is none now. */
  #take(): number | null | undefined {
    for (;;) {
      const head = Atomics.load(this.#words, HEAD);
      const cell = this.#cell(head);
      if (Atomics.load(this.#words, cell) !== 2 * head + 1) {
        // Both must be seen at one moment: a closed tail never moves again.
        const tail = Atomics.load(this.#words, TAIL);
        if (Atomics.load(this.#words, HEAD) !== head) continue;
        return tail === 2 * head + 1 ? null : undefined;
      }
      if (!this.#swap(HEAD, head, head + 1)) continue;
      const item = Atomics.load(this.#words, cell + 1);
      Atomics.store(this.#words, cell, 2 * (head + this.capacity));
      this.#tell();
      return item;
    }
  }

  /** Tries until there is a result or the time is over, and sleeps meanwhile. */
  #wait<T>(attempt: () => T | undefined, ms: number): T | undefined {
    if (ms < 0) {
      throw new RangeError(`Cannot wait for ${ms} ms: give 0 or more`);
    }
    const end = performance.now() + ms;
    for (;;) {
      const events = Atomics.load(this.#words, EVENTS);
      const result = attempt();
      if (result !== undefined || ms === 0) return result;
      const left = Math.max(0, end - performance.now());
      if (Atomics.wait(this.#words, EVENTS, events, left) === "timed-out") {
        return attempt();
      }
    }
  }

  /** Wakes everyone: a cell that fills may be another one than they wait for. */
  #tell(): void {
    Atomics.add(this.#words, EVENTS, 1);
    Atomics.notify(this.#words, EVENTS);
  }

  #cell(position: number): number {
    return CELLS + 2 * (position % this.capacity);
  }

  #swap(word: number, from: number, to: number): boolean {
    return Atomics.compareExchange(this.#words, word, from, to) === from;
  }
}

function assertInt32(item: number): void {
  if (item === (item | 0)) return;
  throw new RangeError(
    `Cannot push to queue as 'item' must be a 32-bit integer: received ${item}`,
  );
}
