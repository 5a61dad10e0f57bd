/** What the two ends of a `PortConn` tell each other. */
export type PortMessage =
  /** Bytes. Their buffer is transferred, not copied. */
  | { type: "data"; bytes: Uint8Array<ArrayBuffer> }
  /**
   * The reader has read this many bytes: the writer may send as many more. With
   * them come the writer's buffers, empty.
   */
  | { type: "credit"; bytes: number; buffers: ArrayBuffer[] }
  /** No more bytes follow: the FIN of TCP. */
  | { type: "end" }
  /** The sender reads no more, either, and has closed its port. */
  | { type: "closed" };

/** The size of a buffer, in bytes. */
const MOST = 512 * 1024;

/** For fewer bytes, a buffer is not worth keeping. */
const LEAST = 64 * 1024;

/**
 * The buffers that go to the other end full and come back empty. Without it,
 * each chunk takes new memory, which two garbage collectors give back late.
 */
export class BufferPool {
  readonly #own: ArrayBuffer[] = [];
  #foreign: ArrayBuffer[] = [];

  /** A copy of the first bytes of `data`, to be transferred. */
  copy(data: Uint8Array): Uint8Array<ArrayBuffer> {
    if (data.length < LEAST) return new Uint8Array(data);
    const length = Math.min(data.length, MOST);
    let buffer = this.#own.pop();
    if (buffer === undefined || buffer.byteLength < length) {
      buffer = new ArrayBuffer(length);
    }
    const bytes = new Uint8Array(buffer, 0, length);
    bytes.set(data.subarray(0, length));
    return bytes;
  }

  /** Takes the buffer of a chunk that came from the other end and was read. */
  collect({ buffer }: Uint8Array<ArrayBuffer>): void {
    if (buffer.byteLength >= LEAST) this.#foreign.push(buffer);
  }

  /** The buffers to be given back to the other end. */
  emptied(): ArrayBuffer[] {
    const buffers = this.#foreign;
    this.#foreign = [];
    return buffers;
  }

  /** Takes buffers that the other end has given back. */
  refill(buffers: ArrayBuffer[]): void {
    this.#own.push(...buffers);
  }
}
