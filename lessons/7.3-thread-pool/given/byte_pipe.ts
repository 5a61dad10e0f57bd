import { sharedWords } from "../../given/shared_words.ts";

// The positions count all bytes since the start, modulo 2³².
const WRITTEN = 0;
const READ = 1;
/** Bits: what will not happen any more. */
const STATE = 2;
/** Counts everything that happens, so that a sleeper can miss nothing. */
const EVENTS = 3;
const WORDS = 4;

const ENDED = 1;
const CLOSED = 2;

/** In bytes: a power of two, because positions wrap. */
const CAPACITY = 16 * 1024;

/**
 * Bytes from one thread to one other in shared memory: C's `pipe()`. A pool's
 * thread sleeps in `read()` and `write()`; the accepting thread must not, and
 * awaits. A ring buffer for one writer and one reader (Lamport, 1977): each
 * moves its own position only, so no lock is needed.
 */
export class BytePipe {
  static readonly BYTE_LENGTH = WORDS * 4 + CAPACITY;

  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #ring: Uint8Array<SharedArrayBuffer>;

  constructor(buffer: SharedArrayBuffer, byteOffset: number) {
    this.#words = sharedWords("pipe", buffer, byteOffset, WORDS * 4);
    this.#ring = new Uint8Array(buffer, byteOffset + WORDS * 4, CAPACITY);
  }

  /** Makes the pipe as new. Nobody may use it meanwhile. */
  reset(): void {
    for (let word = 0; word < WORDS; word++) {
      Atomics.store(this.#words, word, 0);
    }
  }

  /**
   * Sleeps until something is there, and reads at most `p.length` bytes.
   * Returns how many, or null at the end.
   */
  read(p: Uint8Array): number | null {
    return this.#sleep(() => this.#take(p));
  }

  /** As {@linkcode BytePipe.read}, without sleeping. */
  readAsync(p: Uint8Array): Promise<number | null> {
    return this.#await(() => this.#take(p));
  }

  /**
   * Sleeps until there is room, and writes what fits of `p`. Returns how many
   * bytes.
   *
   * @throws {Deno.errors.BrokenPipe} If the pipe is closed.
   */
  write(p: Uint8Array): number {
    return this.#sleep(() => this.#put(p));
  }

  /** As {@linkcode BytePipe.write}, without sleeping. */
  writeAsync(p: Uint8Array): Promise<number> {
    return this.#await(() => this.#put(p));
  }

  /** No more bytes follow: what was written can be read, and then the end. */
  end(): void {
    Atomics.or(this.#words, STATE, ENDED);
    this.#tell();
  }

  /** Nobody reads any more, and nothing is left to read. */
  close(): void {
    Atomics.or(this.#words, STATE, ENDED | CLOSED);
    this.#tell();
  }

  #take(p: Uint8Array): number | null | undefined {
    // Whether it has ended must be known before how much was written.
    const state = Atomics.load(this.#words, STATE);
    const read = Atomics.load(this.#words, READ);
    const there = (Atomics.load(this.#words, WRITTEN) - read) | 0;
    if ((state & CLOSED) !== 0) return null;
    if (there === 0) return (state & ENDED) !== 0 ? null : undefined;
    const start = read & (CAPACITY - 1);
    const length = Math.min(there, p.length, CAPACITY - start);
    p.set(this.#ring.subarray(start, start + length));
    Atomics.add(this.#words, READ, length);
    this.#tell();
    return length;
  }

  #put(p: Uint8Array): number | undefined {
    if ((Atomics.load(this.#words, STATE) & CLOSED) !== 0) {
      throw new Deno.errors.BrokenPipe(
        "Cannot write to pipe as its other end is closed",
      );
    }
    const written = Atomics.load(this.#words, WRITTEN);
    const room = CAPACITY -
      ((written - Atomics.load(this.#words, READ)) | 0);
    if (room === 0) return undefined;
    const start = written & (CAPACITY - 1);
    const length = Math.min(room, p.length, CAPACITY - start);
    this.#ring.set(p.subarray(0, length), start);
    Atomics.add(this.#words, WRITTEN, length);
    this.#tell();
    return length;
  }

  #tell(): void {
    Atomics.add(this.#words, EVENTS, 1);
    Atomics.notify(this.#words, EVENTS);
  }

  #sleep<T>(attempt: () => T | undefined): T {
    for (;;) {
      const events = Atomics.load(this.#words, EVENTS);
      const result = attempt();
      if (result !== undefined) return result;
      Atomics.wait(this.#words, EVENTS, events);
    }
  }

  async #await<T>(attempt: () => T | undefined): Promise<T> {
    for (;;) {
      const events = Atomics.load(this.#words, EVENTS);
      const result = attempt();
      if (result !== undefined) return result;
      await Atomics.waitAsync(this.#words, EVENTS, events).value;
    }
  }
}
