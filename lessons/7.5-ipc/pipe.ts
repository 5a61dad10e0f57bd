import { settles } from "../given/lifetime.ts";
import { StreamSink, StreamSource } from "./given/byte_stream.ts";
import { MessageReader, MessageWriter } from "./message_stream.ts";

/** Options for {@linkcode ChildPipe}. */
export interface ChildPipeOptions {
  /** Which way messages go. No other pipe is made. @default {"both"} */
  direction?: "to child" | "from child" | "both";
  /** The program's arguments. */
  args?: string[];
  /**
   * How long, in milliseconds, a child has to end once this is disposed of.
   * Then it is killed. @default {1_000}
   */
  grace?: number;
}

/**
 * A child process and the pipes to it: C's `pipe()`, `fork()` and `exec()`. A
 * pipe carries bytes one way, so there are two: the child's standard input and
 * its standard output. What goes through them are messages.
 */
export class ChildPipe implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #sink: StreamSink | undefined;
  readonly #source: StreamSource | undefined;
  readonly #writer: MessageWriter | undefined;
  readonly #reader: MessageReader | undefined;
  readonly #grace: number;

  /** Starts `program` with Deno. */
  constructor(
    program: URL,
    { direction = "both", args = [], grace = 1_000 }: ChildPipeOptions = {},
  ) {
    this.#process = ChildPipe.#spawn(program, direction, args);
    this.#grace = grace;
    const other = `child process ${this.#process.pid}`;
    if (direction !== "from child") {
      this.#sink = new StreamSink(this.#process.stdin);
      this.#writer = new MessageWriter(this.#sink, other);
    }
    if (direction !== "to child") {
      this.#source = new StreamSource(this.#process.stdout);
      this.#reader = new MessageReader(this.#source);
    }
  }

  /** The child's process id. */
  get pid(): number {
    return this.#process.pid;
  }

  /** How the child ended: C's `waitpid()`. */
  get status(): Promise<Deno.CommandStatus> {
    return this.#process.status;
  }

  static #spawn(
    program: URL,
    direction: ChildPipeOptions["direction"],
    args: string[],
  ): Deno.ChildProcess {
    // TODO(7.5.2): Start the program with this Deno (`Deno.execPath()`), by its
    // `href`, with all permissions and its arguments. Make the pipes that
    // `direction` asks for, and no other: where none is used it is "null", so
    // that nobody waits for it. The child inherits stderr.
    throw new Error("TODO(7.5.2)");
  }

  /**
   * Sends a message to the child. Resolves when the pipe has taken it, which
   * can take as long as the child does not read.
   *
   * @throws {Deno.errors.BrokenPipe} If the child has ended or closed its end.
   * @throws {TypeError} If messages only come from the child.
   */
  async send(message: Uint8Array | string): Promise<void> {
    if (this.#writer === undefined) {
      throw new TypeError(
        "Cannot send message as messages only come from the child: set 'direction' to \"both\"",
      );
    }
    await this.#writer.send(message);
  }

  /**
   * The next message of the child; undefined when it has closed its end.
   *
   * @throws {FrameError} If the child ended in the middle of a message.
   * @throws {TypeError} If messages only go to the child.
   */
  async receive(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (this.#reader === undefined) {
      throw new TypeError(
        "Cannot receive message as messages only go to the child: set 'direction' to \"both\"",
      );
    }
    return await this.#reader.receive();
  }

  /**
   * Ends the child's input, once all that was sent is written. Does nothing if
   * messages only come from the child.
   */
  async closeWrite(): Promise<void> {
    // TODO(7.5.2): The end has to come after all that was sent (`drained()`).
    throw new Error("TODO(7.5.2)");
  }

  /**
   * Sends all of `messages`, ends the child's input, and returns all that the
   * child sends until it closes its end.
   *
   * @throws {Deno.errors.BrokenPipe} If the child ends before it has read all.
   */
  async exchange(
    messages: Iterable<Uint8Array | string>,
  ): Promise<Uint8Array<ArrayBuffer>[]> {
    // TODO(7.5.2): A pipe holds 64 KiB: if this process only writes while the
    // child wants to be read, both wait for ever. The child must see the end of
    // its input also if a send, or going through `messages`, fails. Reject
    // then, and let no rejection go unseen.
    throw new Error("TODO(7.5.2)");
  }

  /** Sends the child a signal. Once it has ended, does nothing. */
  kill(signal: Deno.Signal): void {
    try {
      this.#process.kill(signal);
    } catch (error) {
      // What Deno throws for a child that was already reaped.
      if (!(error instanceof TypeError)) throw error;
    }
  }

  /** Closes both pipes and waits for the child's end. */
  async [Symbol.asyncDispose](): Promise<void> {
    // A write that waits for the child ends when it has ended, if not before.
    const ended = Promise.all([
      this.#sink?.close(),
      this.#source?.close(),
      this.status,
    ]);
    if (!await settles(ended, this.#grace)) this.kill("SIGKILL");
    await ended;
  }
}
