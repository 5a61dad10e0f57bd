const CAPACITY = 512 * 1024;

// Words of the ring: bytes ever written and read, modulo 2^32, and who waits.
const WRITTEN = 0;
const READ = 1;
const READER_WAITS = 2;
const WRITER_WAITS = 3;
const HEADER = 16;

/** A queue of bytes in shared memory, for one writer and one reader. */
export class Ring {
  readonly buffer: SharedArrayBuffer;
  readonly #words: Uint32Array;
  readonly #bytes: Uint8Array;

  constructor(buffer = new SharedArrayBuffer(HEADER + CAPACITY)) {
    this.buffer = buffer;
    this.#words = new Uint32Array(buffer, 0, 4);
    this.#bytes = new Uint8Array(buffer, HEADER);
    // A reader that has not got the ring yet may wait.
    if (Atomics.load(this.#words, WRITTEN) === 0) {
      Atomics.store(this.#words, READER_WAITS, 1);
    }
  }

  get #used(): number {
    return (Atomics.load(this.#words, WRITTEN) -
      Atomics.load(this.#words, READ)) >>> 0;
  }

  /** Writes what fits, and returns how much that was. */
  write(data: Uint8Array): number {
    const length = Math.min(data.length, CAPACITY - this.#used);
    const at = Atomics.load(this.#words, WRITTEN) % CAPACITY;
    const first = Math.min(length, CAPACITY - at);
    this.#bytes.set(data.subarray(0, first), at);
    this.#bytes.set(data.subarray(first, length), 0);
    Atomics.add(this.#words, WRITTEN, length);
    return length;
  }

  /** Reads what is there, and returns how much that was. */
  read(p: Uint8Array): number {
    const length = Math.min(p.length, this.#used);
    const at = Atomics.load(this.#words, READ) % CAPACITY;
    const first = Math.min(length, CAPACITY - at);
    p.set(this.#bytes.subarray(at, at + first));
    p.set(this.#bytes.subarray(0, length - first), first);
    Atomics.add(this.#words, READ, length);
    return length;
  }

  /** Notes that the reader will sleep; false if there is something to read. */
  readerSleeps(): boolean {
    Atomics.store(this.#words, READER_WAITS, 1);
    return this.#used === 0;
  }

  /** Notes that the writer will sleep; false if there is room. */
  writerSleeps(): boolean {
    Atomics.store(this.#words, WRITER_WAITS, 1);
    return this.#used === CAPACITY;
  }

  /** Whether the reader must be woken. */
  readerWaits(): boolean {
    return Atomics.exchange(this.#words, READER_WAITS, 0) === 1;
  }

  /** Whether the writer must be woken. */
  writerWaits(): boolean {
    return Atomics.exchange(this.#words, WRITER_WAITS, 0) === 1;
  }
}
