import { type Lesson, stepOfTest } from "../lesson/lesson.ts";
import type { StoryStep } from "../../tests/harness/story/verdict.ts";
import type { Diagnose } from "./diagnose.ts";
import type { TestsEnd } from "./follow_tests.ts";
import type { ReportItem } from "./report_parser.ts";
import {
  becauseOf,
  type Failure,
  type RunResult,
  type TestResult,
} from "./result.ts";

/** What is run, and who follows it. */
export interface Run {
  steps?: readonly string[];
  filter?: string;
  onBegin?: (test: string, of: number) => void;
  onResult?: (result: TestResult) => void;
  /** Finds what a failed test shows. */
  diagnose?: Diagnose;
}

interface Running {
  test: string;
  begin: number;
  steps: StoryStep[];
}

/** Puts together how a run ends from what is reported on the way. */
export class RunState {
  readonly #run: Run;
  readonly #steps: readonly string[];
  /** The tests that this run is to run. */
  readonly #registered = new Set<string>();
  readonly #skipped = new Map<string, string>();
  readonly #results = new Map<string, TestResult>();
  readonly #failures = new Map<string, Failure>();
  readonly #unreached = new Map<string, string>();
  readonly #elsewhere = new Set<string>();
  readonly #errors: string[] = [];
  #running: Running | undefined;
  /** What was printed since the last result. */
  #output = "";
  #hung: TestsEnd["hung"] = false;

  constructor(lesson: Lesson, run: Run) {
    this.#run = run;
    this.#steps = run.steps ?? lesson.steps.map(({ step }) => step);
  }

  /** Takes note of one thing that was reported. */
  take(item: ReportItem): void {
    switch (item.type) {
      case "registered":
        this.#register(item.test, item.skipped);
        break;
      case "begin":
        this.#running = {
          test: item.test,
          begin: performance.now(),
          steps: [],
        };
        this.#run.onBegin?.(item.test, this.#registered.size);
        break;
      case "output":
        this.#output += item.text;
        break;
      case "did":
        this.#running?.steps.push(item.step);
        break;
      case "unreached":
        this.#unreached.set(
          item.test,
          becauseOf(item.because, stepOfTest(item.test)),
        );
        break;
      case "elsewhere":
        this.#elsewhere.add(item.test);
        break;
      case "story":
      case "threw":
      case "unloadable":
      case "todo": {
        const { type: kind, test, ...rest } = item;
        this.#failures.set(test, { kind, ...rest } as Failure);
        break;
      }
      case "result":
        if (item.verdict !== "cancelled") {
          this.#settle(item.test, item.verdict === "ok", item.message);
        }
        break;
      case "error":
        this.#error(item.test, item.message);
        break;
      case "waits":
      case "end":
        // Deno's own checks come after it: the result line decides.
        break;
    }
  }

  /** Notes that the watchdog has to end the run. */
  hung(how: TestsEnd["hung"]): void {
    this.#hung = how;
  }

  /** The result, once the process has ended. */
  end(
    status: Deno.CommandStatus,
    stderr: string,
  ): Pick<RunResult, "tests" | "broken"> {
    const running = this.#running;
    if (running !== undefined && !this.#results.has(running.test)) {
      this.#failures.set(running.test, this.#whyUnfinished(running, status));
      this.#settle(running.test, false);
    }
    for (const [test, because] of this.#skipped) {
      this.#put({ test, status: "skipped", duration: 0, output: "", because });
    }
    const nothingRan = running === undefined &&
      (!status.success || this.#registered.size === 0);
    this.#putUnrun(
      running === undefined
        ? "the tests could not be loaded"
        : `the run ended in ${running.test.split(" ")[0]}`,
    );
    const tests = [...this.#results.values()];
    const unloadable = [...this.#failures.values()]
      .find((failure) => failure.kind === "unloadable");
    if (tests.length === 0 && unloadable !== undefined) {
      return { tests, broken: unloadable.error };
    }
    if (!nothingRan) return { tests };
    const why = this.#hung
      ? "Loading them never ended: a loop outside of any function, in one of the files that they import?"
      : this.#errors.join("\n\n") || stderr.trim() ||
        `Their process ended ${
          howEnded(status)
        } before it had said which tests there are: a call of Deno.exit() in a program or a module?`;
    return { tests, broken: why };
  }

  #register(test: string, skipped: string | undefined): void {
    if (!this.#steps.includes(stepOfTest(test) ?? "")) return;
    this.#registered.add(test);
    if (skipped !== undefined) this.#skipped.set(test, skipped);
  }

  /** What an early end of the process kept from being run. */
  #putUnrun(because: string): void {
    // Which tests a filter names, only Deno knows.
    if (this.#run.filter !== undefined) return;
    for (const test of this.#registered.difference(this.#elsewhere)) {
      this.#put({
        test,
        status: "unreached",
        duration: 0,
        output: "",
        because,
      });
    }
  }

  #whyUnfinished(
    { begin, steps }: Running,
    status: Deno.CommandStatus,
  ): Failure {
    if (this.#hung) {
      const after = performance.now() - begin;
      const busy = this.#hung === "computes" ? { busy: true as const } : {};
      return { kind: "hung", steps, after, ...busy };
    }
    const uncaught = this.#errors[0];
    if (uncaught !== undefined) {
      return { kind: "threw", steps, error: uncaught };
    }
    return {
      kind: "died",
      steps,
      how: howEnded(status),
    };
  }

  #settle(test: string, passed: boolean, message = ""): void {
    const running = this.#running?.test === test ? this.#running : undefined;
    const duration = running ? performance.now() - running.begin : 0;
    const output = this.#output;
    this.#output = "";
    if (this.#elsewhere.has(test)) return;
    const because = this.#unreached.get(test);
    if (because !== undefined) {
      this.#put({ test, status: "unreached", duration, output, because });
    } else if (passed && !this.#failures.has(test)) {
      this.#put({ test, status: "passed", duration, output });
    } else {
      const failure = this.#failures.get(test) ??
        { kind: "deno", steps: running?.steps ?? [], message };
      this.#put({ test, status: "failed", duration, output, failure });
    }
  }

  #put(result: Omit<TestResult, "step">): void {
    const step = stepOfTest(result.test);
    if (step === undefined || this.#results.has(result.test)) return;
    const whole = this.#diagnosed({ ...result, step });
    this.#results.set(result.test, whole);
    this.#run.onResult?.(whole);
  }

  /** Deno explains the failures after the last test. */
  #error(test: string, message: string): void {
    const result = this.#results.get(test);
    if (result === undefined) {
      this.#errors.push(message);
    } else if (result.failure?.kind === "deno") {
      result.failure.message = message;
      Object.assign(result, this.#diagnosed(result));
    }
  }

  #diagnosed(result: TestResult): TestResult {
    if (result.status !== "failed") return result;
    const misconception = this.#run.diagnose?.(result);
    return misconception === undefined ? result : { ...result, misconception };
  }
}

function howEnded({ signal, code }: Deno.CommandStatus): string {
  return signal === null ? `with exit code ${code}` : `by ${signal}`;
}
