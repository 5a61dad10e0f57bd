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
    const capacity = this.#bytes.length;
    const tail = Atomics.load(this.#words, TAIL);
    const room = capacity - (this.#head - tail + 2 * capacity) % (2 * capacity);
    const count = bytes.length < room ? bytes.length : room;
    if (count > 0) {
      this.#put(bytes, count);
      this.#head = (this.#head + count) % (2 * capacity);
      Atomics.store(this.#words, HEAD, this.#head);
    }
    if (wake(this.#words, READER) === CLOSED) {
      throw new Deno.errors.BrokenPipe(
        "Cannot write to ring buffer as the reader has closed its end",
      );
    }
    return count;
  }

  /**
   * Writes all of the bytes, and sleeps while there is no room: `write()`.
   *
   * @throws {Deno.errors.BrokenPipe} If the reader has closed its end: EPIPE.
   * @throws {TypeError} If this end was closed.
   */
  write(bytes: Uint8Array): void {
    let done = this.tryWrite(bytes);
    while (done < bytes.length) {
      const count = this.tryWrite(bytes.subarray(done));
      done += count;
      if (count > 0) continue;
      const size = this.#bytes.length;
      // Where the reader stands while the ring is full.
      sleep(this.#words, WRITER, TAIL, (this.#head + size) % (2 * size));
    }
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

  #put(bytes: Uint8Array, count: number): void {
    const capacity = this.#bytes.length;
    const start = this.#head & (capacity - 1);
    const first = Math.min(count, capacity - start);
    this.#bytes.set(
      first === bytes.length ? bytes : bytes.subarray(0, first),
      start,
    );
    if (first < count) this.#bytes.set(bytes.subarray(first, count));
  }
}
