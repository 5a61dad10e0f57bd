import { sharedWords } from "../given/shared_words.ts";

// Where the parts of a ring lie, as indices of its 32-bit words.
const CAPACITY = 0;
const HEAD = 1;
const SIZE = 2;
const CLOSED = 3;
const ITEMS = 4;

/**
 * The items of a queue: 32-bit integers in shared memory, first in, first out.
 * Behind the ring's last place comes its first again.
 *
 * It knows nothing of threads: whoever uses it holds the queue's mutex, so that
 * plain reads and writes will do.
 */
export class Ring {
  readonly #words: Int32Array<SharedArrayBuffer>;
  /** How many items there are places for. */
  readonly capacity: number;

  /**
   * Attaches to the ring at `byteOffset`.
   *
   * @throws {TypeError | RangeError} If there is no ring at `byteOffset`, which
   * is in bytes and a multiple of 4.
   */
  constructor(buffer: SharedArrayBuffer, byteOffset: number) {
    const header = sharedWords("queue's ring", buffer, byteOffset, ITEMS * 4);
    this.capacity = header[CAPACITY] ?? 0;
    if (this.capacity === 0) {
      throw new RangeError(
        "Cannot use queue as there is none at this place: call BoundedQueue.initialize() in one thread first",
      );
    }
    const length = Ring.byteLength(this.capacity);
    this.#words = sharedWords("queue's ring", buffer, byteOffset, length);
  }

  /** How many bytes a ring for `capacity` items takes. */
  static byteLength(capacity: number): number {
    return (ITEMS + capacity) * 4;
  }

  /** Makes an empty ring in zeroed memory. */
  static initialize(
    buffer: SharedArrayBuffer,
    byteOffset: number,
    capacity: number,
  ): Ring {
    const length = Ring.byteLength(capacity);
    const words = sharedWords("queue's ring", buffer, byteOffset, length);
    words[CAPACITY] = capacity;
    return new Ring(buffer, byteOffset);
  }

  /** How many items there are. */
  get size(): number {
    return this.#words[SIZE] ?? 0;
  }

  get hasRoom(): boolean {
    return this.size < this.capacity;
  }

  get hasItem(): boolean {
    return this.size > 0;
  }

  /** Whether {@linkcode Ring.close} was called. */
  get closed(): boolean {
    return this.#words[CLOSED] === 1;
  }

  /** Notes that no more items are to come. */
  close(): void {
    this.#words[CLOSED] = 1;
  }

  /** Writes an item behind the last one. There must be room. */
  append(item: number): void {
    // TODO(7.3.1): Write the item into the next free place of `#words`, and
    // count it. The places start at ITEMS; mind what comes behind the ring's
    // last one.
    // #region 7.3.1
    this.#words[ITEMS + (this.#head + this.size) % this.capacity] = item;
    this.#words[SIZE] = this.size + 1;
    // #endregion
  }

  /** Takes the first item out. There must be one. */
  shift(): number | undefined {
    // TODO(7.3.1): Return the item at the head, which is the oldest, and see
    // that the next one is at the head afterwards.
    // #region 7.3.1
    const item = this.#words[ITEMS + this.#head];
    this.#words[HEAD] = (this.#head + 1) % this.capacity;
    this.#words[SIZE] = this.size - 1;
    return item;
    // #endregion
  }

  /** The place of the first item, from 0 up to the capacity. */
  get #head(): number {
    return this.#words[HEAD] ?? 0;
  }
}

/**
 * Checks what is to be put into a ring.
 *
 * @throws {RangeError} If `item` is no 32-bit integer.
 */
export function assertItem(item: number): void {
  if (item === (item | 0)) return;
  throw new RangeError(
    `Cannot push to queue as 'item' must be a 32-bit integer: received ${item}`,
  );
}
