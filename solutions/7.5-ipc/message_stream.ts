import type { ByteSink, ByteSource } from "./given/byte_stream.ts";
import { encodeFrame, FrameDecoder, type FrameOptions } from "./framing.ts";

/** Reads messages, of any length, from a stream of bytes. */
export class MessageReader {
  readonly #source: ByteSource;
  readonly #decoder: FrameDecoder;
  readonly #buffer = new Uint8Array(64 * 1024);

  constructor(source: ByteSource, options?: FrameOptions) {
    this.#source = source;
    this.#decoder = new FrameDecoder(options);
  }

  /**
   * The next message; undefined at the end of the stream. Wait for one before
   * asking for the next.
   *
   * @throws {FrameError} If the stream ends in the middle of a message, or if
   * a message is too long. What the source throws comes as it is.
   */
  async receive(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    // TODO(7.5.2): One read may bring half a message, or many. A message that
    // is here already must not wait for the next read. Tell the decoder of the
    // end of the stream (null): it may come in the middle of a message.
    // #region 7.5.2
    for (;;) {
      const message = this.#decoder.next();
      if (message !== undefined) return message;
      const length = await this.#source.read(this.#buffer);
      if (length === null) {
        this.#decoder.end();
        return undefined;
      }
      this.#decoder.push(this.#buffer.subarray(0, length));
    }
    // #endregion
  }

  /** The messages up to the end of the stream. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    for (;;) {
      const message = await this.receive();
      if (message === undefined) return;
      yield message;
    }
  }
}

/** Writes messages, of any length, to a stream of bytes. */
export class MessageWriter {
  readonly #sink: ByteSink;
  readonly #other: string;
  readonly #options: FrameOptions | undefined;
  /** Settles when the last message so far is written or has failed. */
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param other Who reads at the other end, for error messages:
   * `"child process 123"`.
   */
  constructor(sink: ByteSink, other: string, options?: FrameOptions) {
    this.#sink = sink;
    this.#other = other;
    this.#options = options;
  }

  /**
   * Writes a message. Resolves when all its bytes are on their way, which can
   * be long after the call if the other end does not read. Messages that are
   * sent without waiting keep their order.
   *
   * @throws {Deno.errors.BrokenPipe} If the other end is gone: C's EPIPE.
   * @throws {FrameError} If the message is too long.
   */
  async send(message: Uint8Array | string): Promise<void> {
    const frame = encodeFrame(message, this.#options);
    const sent = this.#last.then(() => this.#write(frame));
    this.#last = sent.catch(() => {});
    await sent;
  }

  /** Resolves when every message sent so far is written or has failed. */
  async drained(): Promise<void> {
    await this.#last;
  }

  async #write(bytes: Uint8Array): Promise<void> {
    // TODO(7.5.2): All of the bytes have to go out: `#sink.write()` may take
    // fewer than you hand it, and returns how many. If it throws, throw what
    // `#explain()` makes of the error.
    // #region 7.5.2
    try {
      for (let done = 0; done < bytes.length;) {
        done += await this.#sink.write(bytes.subarray(done));
      }
    } catch (error) {
      throw this.#explain(error);
    }
    // #endregion
  }

  /** A full sentence for the error of a write to an end that is gone. */
  #explain(cause: unknown): unknown {
    // TODO(7.5.2): If the other end is gone (Deno.errors.BrokenPipe, and for a
    // socket also ConnectionReset), return a BrokenPipe whose message names
    // `#other` and says what happened. Return any other error as it is.
    // #region 7.5.2
    const gone = cause instanceof Deno.errors.BrokenPipe ||
      cause instanceof Deno.errors.ConnectionReset;
    if (!gone) return cause;
    return new Deno.errors.BrokenPipe(
      `Cannot send message as ${this.#other} has closed its end or has ended`,
    );
    // #endregion
  }
}
