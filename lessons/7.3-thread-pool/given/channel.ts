import { BytePipe } from "./byte_pipe.ts";

/** A connection's two pipes, one for each direction. */
export class Channel {
  /** How many bytes of memory a channel takes. */
  static readonly BYTE_LENGTH = 2 * BytePipe.BYTE_LENGTH;

  /** The channel's number, which is the task that is submitted to the pool. */
  readonly number: number;
  /** What the client has sent. */
  readonly input: BytePipe;
  /** What the client is to get. */
  readonly output: BytePipe;

  /** Attaches to the channel with this number. Zeroed memory is a new one. */
  constructor(buffer: SharedArrayBuffer, number: number) {
    const offset = number * Channel.BYTE_LENGTH;
    this.number = number;
    this.input = new BytePipe(buffer, offset);
    this.output = new BytePipe(buffer, offset + BytePipe.BYTE_LENGTH);
  }

  /** Ends both directions at once. */
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

/** The connection as a handler sees it in its thread: C's socket. */
export class ThreadConn {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  /**
   * Sleeps until the client has sent something, and reads it into `p`: C's
   * `read()`. Returns how many bytes, or null when the client has sent its last
   * byte or is gone.
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

/** What the threads of a server share. */
export interface ConnectionData {
  /** The memory of all channels. */
  channels: SharedArrayBuffer;
  /** The address of the module with the {@linkcode ConnectionHandler}. */
  handler: string;
}

/** The pool's task: serves the connection on the channel with this number. */
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
