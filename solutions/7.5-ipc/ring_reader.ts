import {
  CLOSED,
  closeEnd,
  HEAD,
  READER,
  type RingMemory,
  sleep,
  TAIL,
  wake,
  WRITER,
} from "./ring_ends.ts";

/** The reading end of a ring buffer; it belongs to one thread. */
export class RingReader implements Disposable {
  readonly #words: RingMemory["words"];
  readonly #bytes: RingMemory["bytes"];
  #tail = 0;
  /** The writer's index when this end last looked: it can only have grown. */
  #head = 0;
  #closed = false;

  /** Made by `RingBuffer.reader()`; there is no need to call this. */
  constructor({ words, bytes }: RingMemory) {
    this.#words = words;
    this.#bytes = bytes;
  }

  /**
   * Reads what is there, as much as fits into `into`, and never waits. Returns
   * how many bytes; null when the writer has closed its end and all was read.
   *
   * @throws {TypeError} If this end was closed.
   */
  tryRead(into: Uint8Array): number | null {
    if (this.#closed) {
      throw new TypeError(
        "Cannot read from ring buffer as this end was closed: close it after the last read",
      );
    }
    // TODO(7.5.5): Look at the writer's end and at its index in the order in
    // which nothing gets lost: the last bytes are published before the end is
    // closed. Copy what there is (`#get()`), give the room back only then, and
    // wake a writer that waits for it.
    // #region 7.5.5
    let there = (this.#head - this.#tail) | 0;
    if (there < into.length) {
      const ended = Atomics.load(this.#words, WRITER) === CLOSED;
      this.#head = Atomics.load(this.#words, HEAD);
      there = (this.#head - this.#tail) | 0;
      if (there === 0 && ended) return null;
    }
    const count = into.length < there ? into.length : there;
    if (count === 0) return 0;
    this.#get(into, count);
    this.#tail = (this.#tail + count) | 0;
    Atomics.store(this.#words, TAIL, this.#tail);
    wake(this.#words, WRITER);
    return count;
    // #endregion
  }

  /**
   * Reads at least one byte, and sleeps while there is none: `read()`. Returns
   * how many; null at the end.
   *
   * @throws {TypeError} If this end was closed.
   */
  read(into: Uint8Array): number | null {
    // TODO(7.5.5): While nothing is there, `sleep()` until the writer has moved
    // its index from where you saw it; do not spin. Into an array without room
    // nothing can be read: do not wait then.
    // #region 7.5.5
    for (;;) {
      const count = this.tryRead(into);
      if (count !== 0 || into.length === 0) return count;
      sleep(this.#words, READER, HEAD, this.#head);
    }
    // #endregion
  }

  /** Says that nothing more is read: the writer's next write fails. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeEnd(this.#words, READER);
  }

  /** Closes this end. */
  [Symbol.dispose](): void {
    this.close();
  }

  #get(into: Uint8Array, count: number): void {
    // TODO(7.5.5): Copy `count` bytes out of the ring. They may go on from its
    // start when they have come to its end. The tail counts on for ever, and
    // the capacity is a power of two. The writer's #put() does the reverse.
    // #region 7.5.5
    const capacity = this.#bytes.length;
    const start = this.#tail & (capacity - 1);
    const first = Math.min(count, capacity - start);
    into.set(this.#bytes.subarray(start, start + first));
    if (first < count) into.set(this.#bytes.subarray(0, count - first), first);
    // #endregion
  }
}
