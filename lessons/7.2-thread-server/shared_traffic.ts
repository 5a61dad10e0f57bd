/** What several threads have carried together. */
export interface Traffic {
  /** Reads that brought bytes. */
  messages: number;
  /** Bytes that were read. */
  received: number;
  /** Bytes that were written. */
  sent: number;
}

const MESSAGES = 0;
const RECEIVED = 1;
const SENT = 2;

/**
 * Counters in shared memory that many threads add to without losing a count.
 * Each thread makes its own `SharedTraffic` on the same buffer. In C, three
 * `atomic_long` in memory that all threads have anyway.
 */
export class SharedTraffic {
  /** How many bytes of the buffer it takes. */
  static readonly BYTE_LENGTH = 3 * BigInt64Array.BYTES_PER_ELEMENT;

  /** 64 bits each: 32 would be full after 2 GiB. */
  readonly #counters: BigInt64Array;

  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.#counters = new BigInt64Array(buffer, byteOffset, 3);
  }

  /** Counts one message and its bytes. An empty one counts nothing. */
  received(bytes: number): void {
    // TODO(7.2.7): Other threads count on the same words, and none of their
    // counts may be lost. `x++` on shared memory is a read and a write, and
    // another thread may come between them. The words hold bigints. An empty
    // message counts nothing.
    throw new Error("TODO(7.2.7)");
  }

  /** Counts bytes that were sent. */
  sent(bytes: number): void {
    // TODO(7.2.7): The same for the bytes that were sent.
    throw new Error("TODO(7.2.7)");
  }

  /** The counts as they stand now. */
  read(): Traffic {
    // TODO(7.2.7): All three, as numbers, while others may be counting.
    throw new Error("TODO(7.2.7)");
  }
}
