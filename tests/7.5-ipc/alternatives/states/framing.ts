/** How many bytes stand before a frame's payload. They hold its length. */
export const HEADER_LENGTH = 4;
/** The longest payload, in bytes, unless told otherwise. */
export const MAX_LENGTH = 16 * 1024 * 1024;

const encoder = new TextEncoder();

/** Why a stream of bytes is no stream of frames. */
export class FrameError extends Error {
  override readonly name = "FrameError";
}

/** How long frames may be. */
export interface FrameOptions {
  /** The longest payload in bytes, up to 2^32 - 1. @default {MAX_LENGTH} */
  maxLength?: number;
}

/**
 * Puts a message into a frame: its length in bytes, as 32 bits with the highest
 * byte first (`htonl()`), and then the message. Text is sent as UTF-8.
 *
 * @throws {FrameError} If the message has more than `maxLength` bytes.
 */
export function encodeFrame(
  message: Uint8Array | string,
  { maxLength = MAX_LENGTH }: FrameOptions = {},
): Uint8Array<ArrayBuffer> {
  const bytes = typeof message === "string" ? encoder.encode(message) : message;
  if (bytes.length > maxLength) {
    throw new FrameError(
      `Cannot encode frame as the message has ${bytes.length} bytes and at most ${maxLength} are allowed: split it, or raise 'maxLength' at both ends`,
    );
  }
  const frame = new Uint8Array(HEADER_LENGTH + bytes.length);
  new DataView(frame.buffer).setUint32(0, bytes.length);
  frame.set(bytes, HEADER_LENGTH);
  return frame;
}

/**
 * Finds frames by a state machine that fills header and message as they come.
 * It grows with what came, not with what was announced.
 */
export class FrameDecoder {
  readonly #maxLength: number;
  readonly #ready: Uint8Array<ArrayBuffer>[] = [];
  #header: number[] = [];
  /** Length of the message that is being filled; undefined within a header. */
  #expected: number | undefined;
  #parts: Uint8Array<ArrayBuffer>[] = [];
  #filled = 0;
  #error: FrameError | undefined;

  constructor({ maxLength = MAX_LENGTH }: FrameOptions = {}) {
    this.#maxLength = maxLength;
  }

  push(bytes: Uint8Array): void {
    if (this.#error !== undefined && this.#ready.length === 0) {
      throw this.#error;
    }
    for (let at = 0; at < bytes.length && this.#error === undefined;) {
      at += this.#expected === undefined
        ? this.#takeHeader(bytes[at] ?? 0)
        : this.#takePart(bytes.subarray(at), this.#expected);
    }
  }

  next(): Uint8Array<ArrayBuffer> | undefined {
    const message = this.#ready.shift();
    if (message === undefined && this.#error !== undefined) throw this.#error;
    return message;
  }

  end(): void {
    if (
      this.#error === undefined &&
      (this.#header.length > 0 || this.#expected !== undefined)
    ) {
      this.#error = new FrameError("Cannot decode frame as it was cut off");
    }
    if (this.#error !== undefined) throw this.#error;
  }

  #takeHeader(byte: number): number {
    this.#header.push(byte);
    if (this.#header.length === HEADER_LENGTH) {
      const length = this.#header.reduce((sum, byte) => sum * 256 + byte, 0);
      this.#header = [];
      if (length > this.#maxLength) {
        this.#error = new FrameError(
          `Cannot decode frame of ${length} bytes: ${this.#maxLength} allowed`,
        );
      } else if (length === 0) this.#ready.push(new Uint8Array(0));
      else this.#expected = length;
    }
    return 1;
  }

  #takePart(bytes: Uint8Array, expected: number): number {
    const part = bytes.slice(0, expected - this.#filled);
    this.#parts.push(new Uint8Array(part));
    this.#filled += part.length;
    if (this.#filled === expected) {
      const message = new Uint8Array(expected);
      let at = 0;
      for (const part of this.#parts) {
        message.set(part, at);
        at += part.length;
      }
      this.#ready.push(message);
      this.#parts = [];
      this.#filled = 0;
      this.#expected = undefined;
    }
    return part.length;
  }
}
