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

/** The writing end of a ring buffer; it belongs to one thread. */
export class RingWriter implements Disposable {
  readonly #words: RingMemory["words"];
  readonly #bytes: RingMemory["bytes"];
  #head = 0;
  /** The reader's index when this end last looked: it can only have grown. */
  #tail = 0;
  #closed = false;

  /** Made by `RingBuffer.writer()`; there is no need to call this. */
  constructor({ words, bytes }: RingMemory) {
    this.#words = words;
    this.#bytes = bytes;
  }

  /**
   * Writes as many of the bytes as there is room for, and never waits. Returns
   * how many: `write()` with `O_NONBLOCK`.
   *
   * @throws {Deno.errors.BrokenPipe} If the reader has closed its end: EPIPE.
   * @throws {TypeError} If this end was closed.
   */
  tryWrite(bytes: Uint8Array): number {
    if (this.#closed) {
      throw new TypeError(
        "Cannot write to ring buffer as this end was closed: close it after the last write",
      );
    }
    // TODO(7.5.5): Copy as much as there is room for (`#put()`), and publish
    // the new head only then: from that moment on, the bytes are the reader's.
    // It may have to be woken. If it has closed its end, throw a BrokenPipe.
    // Both indexes run on to 2^32 and wrap, so do not compare them: of their
    // difference, the low 32 bits are always right (`| 0`).
    // #region 7.5.5
    const capacity = this.#bytes.length;
    let room = capacity - ((this.#head - this.#tail) | 0);
    if (room < bytes.length) {
      this.#tail = Atomics.load(this.#words, TAIL);
      room = capacity - ((this.#head - this.#tail) | 0);
    }
    const count = bytes.length < room ? bytes.length : room;
    if (count > 0) {
      this.#put(bytes, count);
      this.#head = (this.#head + count) | 0;
      Atomics.store(this.#words, HEAD, this.#head);
    }
    if (wake(this.#words, READER) === CLOSED) {
      throw new Deno.errors.BrokenPipe(
        "Cannot write to ring buffer as the reader has closed its end",
      );
    }
    return count;
    // #endregion
  }

  /**
   * Writes all of the bytes, and sleeps while there is no room: `write()`.
   *
   * @throws {Deno.errors.BrokenPipe} If the reader has closed its end: EPIPE.
   * @throws {TypeError} If this end was closed.
   */
  write(bytes: Uint8Array): void {
    // TODO(7.5.5): All of it has to be written. Without room, `sleep()` until
    // the reader has moved its index from where you saw it; do not spin. If an
    // end was closed, `tryWrite()` throws: call it for an empty array, too.
    // #region 7.5.5
    let done = this.tryWrite(bytes);
    while (done < bytes.length) {
      const count = this.tryWrite(bytes.subarray(done));
      done += count;
      if (count === 0) sleep(this.#words, WRITER, TAIL, this.#tail);
    }
    // #endregion
  }

  /** Says that nothing more comes. The reader still reads what was written. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeEnd(this.#words, WRITER);
  }

  /** Closes this end. */
  [Symbol.dispose](): void {
    this.close();
  }

  /** Copies `count` bytes into the ring, to its end and on from its start. */
  #put(bytes: Uint8Array, count: number): void {
    const capacity = this.#bytes.length;
    // The capacity is a power of two: this is the rest of a division by it.
    const start = this.#head & (capacity - 1);
    const first = Math.min(count, capacity - start);
    this.#bytes.set(
      first === bytes.length ? bytes : bytes.subarray(0, first),
      start,
    );
    if (first < count) this.#bytes.set(bytes.subarray(first, count));
  }
}
