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
    const gone = () =>
      new Deno.errors.BrokenPipe("The reader has closed its end");
    if (Atomics.load(this.#words, READER) === CLOSED) throw gone();
    this.#tail = Atomics.load(this.#words, TAIL);
    const room = this.#bytes.length - ((this.#head - this.#tail) >>> 0);
    const count = Math.min(bytes.length, room);
    if (count === 0) return 0;
    this.#put(bytes, count);
    Atomics.add(this.#words, HEAD, count);
    this.#head = (this.#head + count) | 0;
    if (wake(this.#words, READER) === CLOSED) throw gone();
    return count;
  }

  /**
   * Writes all of the bytes, and sleeps while there is no room: `write()`.
   *
   * @throws {Deno.errors.BrokenPipe} If the reader has closed its end: EPIPE.
   * @throws {TypeError} If this end was closed.
   */
  write(bytes: Uint8Array): void {
    let rest = bytes;
    do {
      const count = this.tryWrite(rest.subarray(0, 2));
      rest = rest.subarray(count);
      if (count === 0 && rest.length > 0) {
        sleep(this.#words, WRITER, TAIL, this.#tail);
      }
    } while (rest.length > 0);
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
