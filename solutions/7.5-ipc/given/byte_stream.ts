/** Where bytes come from. */
export interface ByteSource {
  /**
   * Fills `buffer` with what is there, at least one byte, and returns how many;
   * null at the end: C's `read()`.
   */
  read(buffer: Uint8Array): Promise<number | null>;
}

/** Where bytes go. */
export interface ByteSink {
  /** Takes some of the bytes and returns how many: C's `write()`. */
  write(bytes: Uint8Array): Promise<number>;
}

/** A child's standard output. */
export class StreamSource implements ByteSource {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  /** What the stream gave and no `read()` has asked for yet. */
  #rest = new Uint8Array(0);

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader();
  }

  async read(buffer: Uint8Array): Promise<number | null> {
    while (this.#rest.length === 0) {
      const { done, value } = await this.#reader.read();
      if (done) return null;
      this.#rest = new Uint8Array(value);
    }
    const part = this.#rest.subarray(0, buffer.length);
    buffer.set(part);
    this.#rest = this.#rest.subarray(part.length);
    return part.length;
  }

  /** The child's next write fails with EPIPE. */
  async close(): Promise<void> {
    await this.#reader.cancel();
  }
}

/** A child's standard input. */
export class StreamSink implements ByteSink {
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;

  constructor(stream: WritableStream<Uint8Array>) {
    this.#writer = stream.getWriter();
    // A broken pipe is told to whoever writes.
    this.#writer.closed.catch(() => {});
  }

  async write(bytes: Uint8Array): Promise<number> {
    await this.#writer.write(bytes);
    return bytes.length;
  }

  /** The child reads the end of its input. */
  async close(): Promise<void> {
    // Fails if the pipe is closed or broken, which is what is wanted.
    await this.#writer.close().catch(() => {});
  }
}

/** Bytes that have come and were not taken yet, in order. */
export class ByteQueue {
  #buffer = new Uint8Array(0);
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  /** Copies bytes to the end. */
  push(bytes: Uint8Array): void {
    if (this.#end + bytes.length > this.#buffer.length) {
      this.#makeRoom(bytes.length);
    }
    this.#buffer.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /**
   * The first 4 bytes as an unsigned number, highest byte first: `ntohl()`.
   *
   * @throws {RangeError} If it holds fewer than 4 bytes.
   */
  peekUint32(): number {
    return new DataView(this.#buffer.buffer, this.#start, this.length)
      .getUint32(0);
  }

  /** Removes the first `count` bytes, and returns them in a new array. */
  take(count: number): Uint8Array<ArrayBuffer> {
    const end = Math.min(this.#start + count, this.#end);
    const taken = this.#buffer.slice(this.#start, end);
    this.#start = end;
    return taken;
  }

  #makeRoom(count: number): void {
    const held = this.#buffer.subarray(this.#start, this.#end);
    const needed = held.length + count;
    // Twice what is needed, so that each byte is moved about once.
    if (needed > this.#buffer.length / 2) {
      this.#buffer = new Uint8Array(2 * needed);
    }
    this.#buffer.set(held);
    this.#start = 0;
    this.#end = held.length;
  }
}
