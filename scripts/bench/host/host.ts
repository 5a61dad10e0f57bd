import { deadline } from "@std/async";
import { fileURLToPath } from "node:url";
import { killTree, spawnTree } from "../../runner/process_tree.ts";
import { type Answer, MARK } from "./contender.ts";
import { HostError } from "./host_error.ts";
import { textLines } from "./text_lines.ts";

/** Options for {@linkcode Host.start}. */
export interface HostOptions {
  /** The module whose `open()` makes the contender. */
  module: URL;
  /** What `open()` is told. */
  order: unknown;
  /** Where the contender's temporary files go. */
  temporary: string;
  /** Milliseconds for each task. @default {5_000} */
  patience?: number;
}

/** Milliseconds for the start of a process and its threads. */
const START = 30_000;

/**
 * A contender in a process of its own: it may block, hang or crash, and can be
 * ended with all that it started.
 */
export class Host<Task> implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #lines: AsyncGenerator<string>;
  readonly #stderr: Promise<string>;
  readonly #patience: number;

  private constructor(child: Deno.ChildProcess, patience: number) {
    this.#child = child;
    this.#input = child.stdin.getWriter();
    this.#lines = textLines(child.stdout);
    this.#stderr = new Response(child.stderr).text();
    this.#patience = patience;
  }

  /**
   * Starts a contender.
   *
   * @throws {HostError} If it fails, or is not ready in time.
   */
  static async start<Task>(
    { module, order, temporary, patience = 5_000 }: HostOptions,
  ): Promise<Host<Task>> {
    const program = fileURLToPath(
      new URL("./host_program.ts", import.meta.url),
    );
    const child = spawnTree(Deno.execPath(), {
      args: ["run", "-A", program, module.href, JSON.stringify(order)],
      env: { TMPDIR: temporary, TMP: temporary, TEMP: temporary },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    });
    const host = new Host<Task>(child, patience);
    try {
      await host.#answer(START);
      return host;
    } catch (error) {
      await host[Symbol.asyncDispose]();
      throw error;
    }
  }

  /**
   * Has a task done. Returns how many milliseconds it took.
   *
   * @throws {HostError} If it fails, or is not done in time.
   */
  async run(task: Task): Promise<number> {
    // A process that has ended is told of by its answer.
    const line = new TextEncoder().encode(`${JSON.stringify(task)}\n`);
    this.#input.write(line).catch(() => {});
    const answer = await this.#answer(this.#patience);
    return "ms" in answer ? answer.ms : NaN;
  }

  async #answer(patience: number): Promise<Answer> {
    const answer = await deadline(this.#nextAnswer(), patience)
      .catch(async (error) => {
        await killTree(this.#child.pid);
        throw error instanceof DOMException
          ? new HostError(
            `it had not finished after ${patience / 1_000} s`,
            await this.#stderr,
          )
          : error;
      });
    if (answer !== undefined && !("error" in answer)) return answer;
    await this[Symbol.asyncDispose]();
    throw new HostError(
      answer?.error ?? "it ended in the middle of it",
      await this.#stderr,
    );
  }

  async #nextAnswer(): Promise<Answer | undefined> {
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done) return undefined;
      if (value.startsWith(MARK)) return JSON.parse(value.slice(MARK.length));
    }
  }

  /** Ends the contender, and after two seconds all that is left of it. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#input.close().catch(() => {});
    await deadline(this.#child.status, 2_000).catch(() => {});
    await killTree(this.#child.pid);
    await this.#child.status;
    await this.#lines.return(undefined);
    await this.#stderr;
  }
}
