import { deadline } from "@std/async";
import type { Contender } from "./contender.ts";
import { LineProcess } from "./line_process.ts";
import type { ServerLine } from "./server_line.ts";

/** Milliseconds that a server has for its last words. */
const LAST_WORDS = 1_000;

/** A step that a server has come to is not written yet. */
export class UnwrittenError extends Error {
  override readonly name = "UnwrittenError";

  constructor(readonly step: string) {
    super(`step ${step} is not written yet`);
  }
}

/** How a server is started. */
export interface StartOptions {
  signal: AbortSignal;
  /** Milliseconds in which it must listen. */
  patience: number;
}

/** A contender's server that listens, in a process of its own. */
export class RunningServer implements AsyncDisposable {
  readonly port: number;
  readonly #process: LineProcess<ServerLine>;
  readonly #listening: Promise<void>;
  #unwritten: UnwrittenError | undefined;

  private constructor(process: LineProcess<ServerLine>, port: number) {
    this.#process = process;
    this.port = port;
    this.#listening = this.#listen();
  }

  /**
   * Starts a contender.
   *
   * @throws {UnwrittenError} If it needs a step that is not written.
   * @throws {Error} If it does not come to listen.
   */
  static async start(
    { command: [program, ...args] }: Contender,
    { signal, patience }: StartOptions,
  ): Promise<RunningServer> {
    await using started = new AsyncDisposableStack();
    const process = started.use(
      new LineProcess<ServerLine>(program, args, patience),
    );
    const line = await process.next(signal);
    if ("unwritten" in line) throw new UnwrittenError(line.unwritten);
    if ("failed" in line) throw new Error(line.failed);
    started.move();
    return new RunningServer(process, line.port);
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** The step that it has come to and that is not written, if there is one. */
  get unwritten(): UnwrittenError | undefined {
    return this.#unwritten;
  }

  /** Ends its input, so that it ends, and waits for what it has to say. */
  async lastWords(): Promise<void> {
    await this.#process.end();
    await deadline(this.#listening, LAST_WORDS).catch(() => {});
  }

  async #listen(): Promise<void> {
    for await (const line of this.#process.rest()) {
      if ("unwritten" in line) {
        this.#unwritten ??= new UnwrittenError(line.unwritten);
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process[Symbol.asyncDispose]();
  }
}
