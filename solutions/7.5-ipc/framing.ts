import { ByteQueue } from "./given/byte_stream.ts";

/** How many bytes stand before a frame's payload. They hold its length. */
export const HEADER_LENGTH = 4;
/** The longest payload, in bytes, unless told otherwise. */
export const MAX_LENGTH = 16 * 1024 * 1024;

const encoder = new TextEncoder();

/** Why a stream of bytes is not a stream of frames. */
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
  // TODO(7.5.1): A text's length is that of its bytes, not of its characters.
  // Refuse what is longer than `maxLength`. Return a new array: the header,
  // with the highest byte first whatever this machine's order is (DataView),
  // and then the bytes.
  // #region 7.5.1
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
  // #endregion
}

/**
 * Finds the frames in a stream of bytes, wherever the stream is cut.
 *
 * ```ts
 * decoder.push(bytes);
 * for (let message; (message = decoder.next());) handle(message);
 * ```
 *
 * After an error the rest of the stream means nothing: each later call throws
 * the same error.
 */
export class FrameDecoder {
  readonly #maxLength: number;
  /** What came and is no whole frame yet. */
  readonly #bytes = new ByteQueue();
  #error: FrameError | undefined;

  constructor({ maxLength = MAX_LENGTH }: FrameOptions = {}) {
    this.#maxLength = maxLength;
  }

  /**
   * Takes bytes as they came from the stream. They are copied.
   *
   * @throws {FrameError} If this decoder has failed before.
   */
  push(bytes: Uint8Array): void {
    if (this.#error !== undefined) throw this.#error;
    this.#bytes.push(bytes);
  }

  /**
   * The next message, in an array of its own; undefined if its last byte has not
   * come yet.
   *
   * @throws {FrameError} If the header announces more than `maxLength` bytes.
   * Nothing was reserved for them.
   */
  next(): Uint8Array<ArrayBuffer> | undefined {
    if (this.#error !== undefined) throw this.#error;
    // TODO(7.5.1): The stream may be cut anywhere, also within the header. As
    // long as the message is not whole, return undefined, and leave what has
    // come for the next call. A length beyond `#maxLength` has to `#fail()`
    // before anything waits for so many bytes.
    // #region 7.5.1
    if (this.#bytes.length < HEADER_LENGTH) return undefined;
    const length = this.#bytes.peekUint32();
    if (length > this.#maxLength) {
      this.#fail(
        `Cannot decode frame as its header announces ${length} bytes and at most ${this.#maxLength} are allowed: raise 'maxLength', or the sender sends no frames`,
      );
    }
    if (this.#bytes.length < HEADER_LENGTH + length) return undefined;
    this.#bytes.take(HEADER_LENGTH);
    return this.#bytes.take(length);
    // #endregion
  }

  /**
   * Says that the stream has ended.
   *
   * @throws {FrameError} If it ended in the middle of a frame.
   */
  end(): void {
    if (this.#error !== undefined) throw this.#error;
    // TODO(7.5.1): A stream that ends within a frame has to `#fail()`.
    // #region 7.5.1
    if (this.#bytes.length > 0) {
      this.#fail(
        `Cannot decode frame as the stream ended after ${this.#bytes.length} bytes of it: the sender died, or closed too early`,
      );
    }
    // #endregion
  }

  #fail(message: string): never {
    this.#error = new FrameError(message);
    throw this.#error;
  }
}
