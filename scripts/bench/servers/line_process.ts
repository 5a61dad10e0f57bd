import { abortable, deadline } from "@std/async";
import { LineSplitter } from "../../grade/channel/lines.ts";
import { killTree, spawnTree } from "../../runner/process_tree.ts";

/** Milliseconds until a line must have come. */
const PATIENCE = 30_000;

/** A process ended, or said nothing, when it was to say something. */
export class SilentProcessError extends Error {
  override readonly name = "SilentProcessError";
}

/** A program that speaks JSON, a value on each line. */
export class LineProcess<Line> implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #lines: AsyncGenerator<Line>;

  constructor(command: string, args: string[]) {
    this.#child = spawnTree(command, {
      args,
      stdin: "piped",
      stdout: "piped",
      // What a crash prints is no news.
      stderr: "null",
    });
    this.#input = this.#child.stdin.getWriter();
    this.#lines = parsed(this.#child.stdout);
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** Sends a line. */
  async send(value: unknown): Promise<void> {
    const line = new TextEncoder().encode(`${JSON.stringify(value)}\n`);
    await this.#input.write(line);
  }

  /**
   * The next line.
   *
   * @throws {SilentProcessError} If it does not come.
   */
  async next(signal: AbortSignal): Promise<Line> {
    const line = deadline(this.#lines.next(), PATIENCE);
    try {
      const { done, value } = await abortable(line, signal);
      if (!done) return value;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof DOMException)) throw error;
      throw new SilentProcessError(`said nothing for ${PATIENCE / 1_000} s`);
    }
    throw new SilentProcessError("ended before it was done");
  }

  /** The lines that are still to come. */
  rest(): AsyncIterable<Line> {
    return this.#lines;
  }

  /** Ends the input. */
  async end(): Promise<void> {
    // Fails where the process has ended, which is what is wanted.
    await this.#input.close().catch(() => {});
  }

  /** Ends the process and all that it has started: `kill -9`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await killTree(this.pid);
    await this.#input.abort().catch(() => {});
    await this.#child.status;
    // What nobody has read is dropped, so that the pipe is closed.
    for await (const _line of this.#lines);
  }
}

async function* parsed<Line>(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<Line> {
  const splitter = new LineSplitter();
  for await (const bytes of stream) {
    for (const line of splitter.feed(bytes)) yield JSON.parse(line);
  }
}
