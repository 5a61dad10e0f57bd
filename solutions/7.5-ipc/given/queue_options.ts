/** A message as it is received. */
export interface Message {
  /** What the sender gave it, from 1 up. */
  type: number;
  data: Uint8Array;
}

/** Options of `MessageQueue.open()`. */
export interface QueueOptions {
  /** How many bytes of text a new queue holds: `msg_qbytes`. @default {16_384} */
  maxBytes?: number;
  /** Whether to make the queue if there is none: `IPC_CREAT`. @default {true} */
  create?: boolean;
  /** Where the queues lie. @default a folder of the user's in the system's for temporary files */
  folder?: string;
}

/** Options of what may have to wait. */
export interface WaitOptions {
  /**
   * Ends the wait, which rejects with the signal's reason. Aborted before, it
   * ends the call at once.
   */
  signal?: AbortSignal;
}

/** The queue is gone, also for those who wait on it: EIDRM. */
export class QueueRemovedError extends Error {
  override readonly name = "QueueRemovedError";

  constructor(key: number) {
    super(
      `Cannot use message queue ${key} as it was removed: open it again for a new one`,
    );
  }
}

const encoder = new TextEncoder();

/** Refuses a queue that cannot be. */
export function checkQueue(key: number, maxBytes: number): void {
  if (!Number.isInteger(key) || key < 0 || key > 0xffff_ffff) {
    throw new RangeError(
      `Cannot open message queue as 'key' must be an integer from 0 to 2^32 - 1: received ${key}`,
    );
  }
  if (!Number.isInteger(maxBytes) || maxBytes < 1) {
    throw new RangeError(
      `Cannot open message queue as 'maxBytes' must be a positive integer: received ${maxBytes}`,
    );
  }
}

/** Refuses what can never be sent. Returns the message as bytes. */
export function checkMessage(
  type: number,
  data: Uint8Array | string,
  maxBytes: number,
): Uint8Array {
  const bytes = typeof data === "string" ? encoder.encode(data) : data;
  if (!Number.isInteger(type) || type < 1) {
    throw new RangeError(
      `Cannot send message as 'type' must be a positive integer: received ${type}`,
    );
  }
  if (bytes.length > maxBytes) {
    throw new RangeError(
      `Cannot send message as it has ${bytes.length} bytes and the queue holds ${maxBytes}: split it, or make a queue with a larger 'maxBytes'`,
    );
  }
  return bytes;
}

/** Refuses a type that nobody can ask for. */
export function checkWanted(type: number): void {
  if (Number.isInteger(type)) return;
  throw new RangeError(
    `Cannot receive message as 'type' must be an integer: received ${type}`,
  );
}
