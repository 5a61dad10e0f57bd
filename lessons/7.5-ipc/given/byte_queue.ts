/** Bytes that came and were not taken yet, in order. It copies what it is given. */
export class ByteQueue {
  #buffer = new Uint8Array(0);
  #start = 0;
  #end = 0;

  /** How many bytes it holds. */
  get length(): number {
    return this.#end - this.#start;
  }

  /** Adds bytes at the end. The caller may reuse its array afterwards. */
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

  /** Removes the first `count` bytes; they become an array of their own. */
  take(count: number): Uint8Array<ArrayBuffer> {
    const end = Math.min(this.#start + count, this.#end);
    const taken = this.#buffer.slice(this.#start, end);
    this.#start = end;
    return taken;
  }

  /** Moves what is held to the front, of a larger buffer if need be. */
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
