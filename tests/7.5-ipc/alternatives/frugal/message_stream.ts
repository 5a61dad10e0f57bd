import type { ByteSink, ByteSource } from "./given/byte_stream.ts";
import { encodeFrame, FrameDecoder, type FrameOptions } from "./framing.ts";

/** Reads into a new buffer each time, whatever came last. */
export class MessageReader {
  readonly #source: ByteSource;
  readonly #decoder: FrameDecoder;
  #ended = false;

  constructor(source: ByteSource, options?: FrameOptions) {
    this.#source = source;
    this.#decoder = new FrameDecoder(options);
  }

  async receive(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    let message = this.#decoder.next();
    while (message === undefined && !this.#ended) {
      const buffer = new Uint8Array(1_000);
      const length = await this.#source.read(buffer);
      this.#ended = length === null;
      if (length === null) this.#decoder.end();
      else this.#decoder.push(buffer.subarray(0, length));
      message = this.#decoder.next();
    }
    return message;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    let message;
    while ((message = await this.receive()) !== undefined) yield message;
  }
}

/** Tells in few words of an end that is gone. */
export class MessageWriter {
  readonly #sink: ByteSink;
  readonly #other: string;
  readonly #options: FrameOptions | undefined;
  #queue: Promise<void> = Promise.resolve();

  constructor(sink: ByteSink, other: string, options?: FrameOptions) {
    this.#sink = sink;
    this.#other = other;
    this.#options = options;
  }

  async send(message: Uint8Array | string): Promise<void> {
    let bytes: Uint8Array = encodeFrame(message, this.#options);
    const sent = this.#queue.then(async () => {
      while (bytes.length > 0) {
        bytes = bytes.subarray(await this.#sink.write(bytes));
      }
    });
    this.#queue = sent.catch(() => {});
    try {
      await sent;
    } catch (error) {
      const { BrokenPipe, ConnectionReset } = Deno.errors;
      if (error instanceof BrokenPipe || error instanceof ConnectionReset) {
        throw new BrokenPipe(`${this.#other} is gone`);
      }
      throw error;
    }
  }

  async drained(): Promise<void> {
    await this.#queue;
  }
}
