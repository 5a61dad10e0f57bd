import { abortable, deadline } from "@std/async";
import { killTree, spawnTree } from "../../runner/process_tree.ts";
import { MARK } from "../host/contender.ts";
import { textLines } from "../host/text_lines.ts";

/** A process ended, or said nothing, when it was to say something. */
export class SilentProcessError extends Error {
  override readonly name = "SilentProcessError";
}

/**
 * A program that is told, and tells, a value as JSON on each line. What it
 * tells starts with {@linkcode MARK}; other lines are a learner's own.
 */
export class LineProcess<Line> implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #lines: AsyncGenerator<Line>;
  readonly #patience: number;

  /** @param patience Milliseconds until a line must have come. */
  constructor(command: string, args: string[], patience: number) {
    this.#patience = patience;
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
    const line = deadline(this.#lines.next(), this.#patience);
    try {
      const { done, value } = await abortable(line, signal);
      if (!done) return value;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof DOMException)) throw error;
      throw new SilentProcessError(
        `it said nothing for ${this.#patience / 1_000} s`,
      );
    }
    throw new SilentProcessError("it ended before it was done");
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
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Line> {
  for await (const line of textLines(stream)) {
    if (line.startsWith(MARK)) yield JSON.parse(line.slice(MARK.length));
  }
}
