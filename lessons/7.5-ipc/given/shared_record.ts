import { Condition } from "../../given/condition.ts";
import { Mutex } from "../../given/mutex.ts";
import { sharedWords } from "../../given/shared_words.ts";

// Where the parts lie, in bytes; the numbers at a multiple of 8.
const CONDITIONS = Mutex.BYTE_LENGTH;
const STATE = CONDITIONS + 2 * Condition.BYTE_LENGTH;
const HEADER_LENGTH = 8 * Math.ceil((STATE + 4) / 8);

/**
 * A few numbers in shared memory with a mutex, two conditions and a word for
 * whatever is to be known of them.
 */
export class SharedRecord {
  readonly mutex: Mutex;
  readonly conditions: readonly [Condition, Condition];
  /** A single word, at index 0. */
  readonly state: Int32Array<SharedArrayBuffer>;
  /** Only for whoever holds the mutex. */
  readonly numbers: Float64Array<SharedArrayBuffer>;

  /** How many bytes a record of `size` numbers takes. */
  static byteLength(size: number): number {
    return HEADER_LENGTH + 8 * size;
  }

  /**
   * Attaches to the record at `byteOffset`. Zeroed memory is a fresh one.
   *
   * @param what The name for error messages.
   * @throws {TypeError | RangeError} If `size` is not a positive integer, or there
   * is no room at `byteOffset`, which is in bytes and a multiple of 8.
   */
  constructor(
    what: string,
    buffer: SharedArrayBuffer,
    size: number,
    byteOffset: number,
  ) {
    if (!Number.isInteger(size) || size < 1) {
      throw new RangeError(
        `Cannot create ${what} as 'size' must be a positive integer: received ${size}`,
      );
    }
    if (byteOffset % 8 !== 0) {
      throw new RangeError(
        `Cannot create ${what} as 'byteOffset' must be a multiple of 8: received ${byteOffset}`,
      );
    }
    sharedWords(what, buffer, byteOffset, SharedRecord.byteLength(size));
    this.mutex = new Mutex(buffer, byteOffset);
    this.conditions = [
      new Condition(buffer, byteOffset + CONDITIONS),
      new Condition(buffer, byteOffset + CONDITIONS + Condition.BYTE_LENGTH),
    ];
    this.state = new Int32Array(buffer, byteOffset + STATE, 1);
    this.numbers = new Float64Array(buffer, byteOffset + HEADER_LENGTH, size);
  }

  /**
   * @throws {RangeError} If a value has more or fewer numbers than the record.
   */
  check(action: string, value: readonly number[]): void {
    if (value.length === this.numbers.length) return;
    throw new RangeError(
      `Cannot ${action} as it must have ${this.numbers.length} numbers: received ${value.length}`,
    );
  }
}
