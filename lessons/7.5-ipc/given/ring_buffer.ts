import {
  HEADER_LENGTH,
  READER,
  type RingMemory,
  takeEnd,
  WRITER,
} from "../ring_ends.ts";
import { RingReader } from "../ring_reader.ts";
import { RingWriter } from "../ring_writer.ts";

/**
 * A pipe in shared memory, for one thread that writes and one that reads,
 * without a lock: Lamport's queue (1977). The ends look at each other's index
 * only when they must, as in Rigtorp's SPSCQueue.
 *
 * ```ts
 * const memory = new SharedArrayBuffer(RingBuffer.byteLength(65536));
 * const writer = new RingBuffer(memory).writer(); // in one thread
 * const reader = new RingBuffer(memory).reader(); // in the other
 * ```
 */
export class RingBuffer {
  readonly #memory: RingMemory;

  /**
   * @throws {RangeError} If `capacity`, in bytes, is not a power of two up to
   * 2^30.
   */
  static byteLength(capacity: number): number {
    checkCapacity(capacity);
    return HEADER_LENGTH + capacity;
  }

  /**
   * Zeroed memory is an empty ring.
   *
   * @throws {TypeError} If `buffer` is not a SharedArrayBuffer.
   * @throws {RangeError} If its length is none that `byteLength()` returns.
   */
  constructor(buffer: SharedArrayBuffer) {
    if (!(buffer instanceof SharedArrayBuffer)) {
      throw new TypeError(
        `Cannot create ring buffer as 'buffer' must be a SharedArrayBuffer: received ${
          Object.prototype.toString.call(buffer)
        }`,
      );
    }
    checkCapacity(buffer.byteLength - HEADER_LENGTH);
    this.#memory = {
      words: new Int32Array(buffer, 0, HEADER_LENGTH / 4),
      bytes: new Uint8Array(buffer, HEADER_LENGTH),
    };
  }

  /**
   * Takes the writing end for this thread.
   *
   * @throws {Error} If a thread has taken it before.
   */
  writer(): RingWriter {
    takeEnd(this.#memory.words, WRITER);
    return new RingWriter(this.#memory);
  }

  /**
   * Takes the reading end for this thread.
   *
   * @throws {Error} If a thread has taken it before.
   */
  reader(): RingReader {
    takeEnd(this.#memory.words, READER);
    return new RingReader(this.#memory);
  }
}

function checkCapacity(capacity: number): void {
  const powerOfTwo = Number.isInteger(capacity) && capacity > 0 &&
    capacity <= 2 ** 30 && (capacity & (capacity - 1)) === 0;
  // Views on 32-bit words need memory in multiples of 4.
  if (powerOfTwo && capacity >= 4) return;
  throw new RangeError(
    `Cannot create ring buffer as its capacity must be a power of two from 4 to 2^30: received ${capacity}`,
  );
}
