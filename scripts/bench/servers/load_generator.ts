import { fileURLToPath } from "node:url";
import { LineProcess } from "./line_process.ts";
import type { Answer, Job, Jobs, Results } from "./load/job.ts";

const program = new URL("./load/load_program.ts", import.meta.url);

/** All clients of the benchmark, in a process of their own. */
export class LoadGenerator implements AsyncDisposable {
  readonly #patience: number;
  #process: LineProcess<Answer>;

  /** @param patience Milliseconds in which a job must be done. */
  constructor(patience: number) {
    this.#patience = patience;
    this.#process = start(patience);
  }

  /**
   * Has a job done.
   *
   * @throws {Error} If it could not be done, or a reply was wrong.
   */
  async run<Name extends keyof Jobs>(
    name: Name,
    options: Jobs[Name],
    signal: AbortSignal,
  ): Promise<Results[Name]> {
    const job = { job: name, ...options } as Job;
    await this.#process.send(job);
    const answer = await this.#process.next(signal);
    if ("error" in answer) throw new Error(answer.error);
    return answer.result as Results[Name];
  }

  /** Starts anew, whatever it was doing. */
  async restart(): Promise<void> {
    await this[Symbol.asyncDispose]();
    this.#process = start(this.#patience);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process[Symbol.asyncDispose]();
  }
}

function start(patience: number): LineProcess<Answer> {
  return new LineProcess<Answer>(Deno.execPath(), [
    "run",
    "--allow-net",
    "--no-prompt",
    fileURLToPath(program),
  ], patience);
}
