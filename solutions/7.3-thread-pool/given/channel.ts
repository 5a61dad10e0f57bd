import { BytePipe } from "./byte_pipe.ts";

/** A connection's two pipes, one for each direction. */
export class Channel {
  static readonly BYTE_LENGTH = 2 * BytePipe.BYTE_LENGTH;

  /** It is the task that is submitted to the pool. */
  readonly number: number;
  /** What the client has sent. */
  readonly input: BytePipe;
  /** What the client is to get. */
  readonly output: BytePipe;

  /** Zeroed memory is a new channel. */
  constructor(buffer: SharedArrayBuffer, number: number) {
    const offset = number * Channel.BYTE_LENGTH;
    this.number = number;
    this.input = new BytePipe(buffer, offset);
    this.output = new BytePipe(buffer, offset + BytePipe.BYTE_LENGTH);
  }

  close(): void {
    this.input.close();
    this.output.close();
  }

  /** Makes the channel as new. Nobody may use it meanwhile. */
  reset(): void {
    this.input.reset();
    this.output.reset();
  }
}

/** The connection as its handler sees it: C's socket. */
export class ThreadConn {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  /**
   * Sleeps until something has come: C's `read()`. Returns how many bytes, or
   * null when the client has sent its last byte or is gone.
   */
  read(p: Uint8Array): number | null {
    return this.#channel.input.read(p);
  }

  /**
   * Sends all of `p`, and sleeps while the client reads too slowly.
   *
   * @throws {Deno.errors.BrokenPipe} If the client is gone.
   */
  write(p: Uint8Array): void {
    for (let done = 0; done < p.length;) {
      done += this.#channel.output.write(p.subarray(done));
    }
  }
}

/**
 * What a module exports by default to serve connections, as
 * `serve_client()` does in C. The connection ends when it returns.
 */
export type ConnectionHandler = (conn: ThreadConn) => void | Promise<void>;

/** What a server's threads share. */
export interface ConnectionData {
  /** The memory of all channels. */
  channels: SharedArrayBuffer;
  /** The module with the {@linkcode ConnectionHandler}. */
  handler: string;
}

/** The pool's task: serves one channel. */
export default async function serve(
  number: number,
  { channels, handler }: ConnectionData,
): Promise<void> {
  const channel = new Channel(channels, number);
  const { default: handle }: { default: ConnectionHandler } = await import(
    handler
  );
  await handle(new ThreadConn(channel));
}
