import { stepOfTest } from "../lesson/manifest.ts";
import type { TestResult } from "./result.ts";
import {
  type ProgramOptions,
  type ProgramResult,
  runProgram,
} from "./run_program.ts";

/** Options for {@linkcode ApartRun}. */
export interface ApartRunOptions
  extends Omit<ProgramOptions, "onBegin" | "onResult"> {
  /** Why a step's tests are not to run, as far as the others have come. */
  unreached: (step: string) => string | undefined;
}

/**
 * A file of long tests that runs beside the others, in a program of its own. It
 * begins before it is known whether the steps that it needs pass: when one fails,
 * the program is ended, and whatever came of it does not count.
 */
export class ApartRun implements AsyncDisposable {
  readonly #unreached: ApartRunOptions["unreached"];
  readonly #stop = new AbortController();
  readonly #program: Promise<ProgramResult>;
  #running: string | undefined;
  #registered = 0;

  constructor({ unreached, signal, ...options }: ApartRunOptions) {
    this.#unreached = unreached;
    const { signal: stop } = this.#stop;
    this.#program = runProgram({
      ...options,
      signal: signal === undefined ? stop : AbortSignal.any([signal, stop]),
      onBegin: (test, of) => {
        this.#running = test;
        this.#registered = of;
        this.stopIfUnreached();
      },
      onResult: () => this.#running = undefined,
    });
    // It is waited for when the others have ended.
    this.#program.catch(() => {});
  }

  /** The test that is running. */
  get running(): string | undefined {
    return this.#running;
  }

  /** How many tests there are; 0 until one of them has begun. */
  get registered(): number {
    return this.#registered;
  }

  /** Ends the program if its tests are not to run; their names are known then. */
  stopIfUnreached(): void {
    if (this.#running !== undefined && this.#why(this.#running)) {
      this.#stop.abort();
    }
  }

  /** How it ended; to be called when the others have ended. */
  async end(): Promise<ProgramResult> {
    const { tests, ...rest } = await this.#program;
    return { ...rest, tests: tests.map((test) => this.#judged(test)) };
  }

  /** Ends the program if it runs still. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#program.catch(() => {});
  }

  #judged(result: TestResult): TestResult {
    const { test, step, status } = result;
    const because = this.#why(test);
    if (because === undefined || status === "skipped") return result;
    return {
      test,
      step,
      status: "unreached",
      duration: 0,
      output: "",
      because,
    };
  }

  #why(test: string): string | undefined {
    const step = stepOfTest(test);
    return step === undefined ? undefined : this.#unreached(step);
  }
}
