import { Condition } from "../../given/condition.ts";
import { Mutex } from "../../given/mutex.ts";
import { Ring } from "../ring.ts";
import { sharedWords } from "../../given/shared_words.ts";

// Where the parts of a queue lie, in bytes.
const MUTEX = 0;
const NOT_EMPTY = MUTEX + Mutex.BYTE_LENGTH;
const NOT_FULL = NOT_EMPTY + Condition.BYTE_LENGTH;
const RING = NOT_FULL + Condition.BYTE_LENGTH;

/** The parts of a queue in shared memory. */
export class QueueMemory {
  readonly mutex: Mutex;
  /** What consumers sleep on. */
  readonly notEmpty: Condition;
  /** What producers sleep on. */
  readonly notFull: Condition;
  readonly ring: Ring;

  /**
   * Attaches to the parts of the queue at `byteOffset`.
   *
   * @throws {TypeError | RangeError} If there is no queue at `byteOffset`,
   * which is in bytes and a multiple of 4.
   */
  constructor(buffer: SharedArrayBuffer, byteOffset: number) {
    this.mutex = new Mutex(buffer, byteOffset + MUTEX);
    this.notEmpty = new Condition(buffer, byteOffset + NOT_EMPTY);
    this.notFull = new Condition(buffer, byteOffset + NOT_FULL);
    this.ring = new Ring(buffer, byteOffset + RING);
  }

  static byteLength(capacity: number): number {
    return RING + Ring.byteLength(capacity);
  }

  /**
   * Makes the parts of an empty queue, with all locks free.
   *
   * @throws {RangeError} If `capacity` is not a positive integer.
   */
  static initialize(
    buffer: SharedArrayBuffer,
    byteOffset: number,
    capacity: number,
  ): void {
    if (!Number.isInteger(capacity) || capacity < 1) {
      throw new RangeError(
        `Cannot create queue as 'capacity' must be a positive integer: received ${capacity}`,
      );
    }
    const length = QueueMemory.byteLength(capacity);
    sharedWords("queue", buffer, byteOffset, length).fill(0);
    Ring.initialize(buffer, byteOffset + RING, capacity);
  }
}

/** Something was pushed to a queue that is closed. */
export class QueueClosedError extends Error {
  override readonly name = "QueueClosedError";

  constructor() {
    super(
      "Cannot push to queue as it is closed: push before anyone calls close()",
    );
  }
}
