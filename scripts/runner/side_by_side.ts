import { firstFailedNeed } from "../../tests/harness/needs.ts";
import { stepOfTest } from "../lesson/manifest.ts";
import { EventLog } from "./event_log.ts";
import type { ReportItem } from "./report_parser.ts";
import { becauseOf, type TestResult } from "./result.ts";
import {
  type ProgramOptions,
  type ProgramResult,
  runProgram,
} from "./run_program.ts";

/** One of the programs, and where it is. */
interface Side {
  readonly stop: AbortController;
  readonly log: EventLog;
  /** The number of the test that it runs or comes to next. */
  at: number;
  running: string | undefined;
  /** The tests that were its to run, as far as it has come. */
  readonly own: Set<string>;
}

/**
 * Runs test files in several programs. All of them load all files, in the same
 * order, and each file's tests are run by the program that comes to it first.
 *
 * What comes out is what one program would give, which runs them one after the
 * other: results are told in that order, and those that it would not have
 * reached do not count. A program that runs such a test is ended.
 */
export class SideBySide {
  readonly #options: ProgramOptions;
  readonly #sides: readonly Side[];
  /** The tests' numbers, in the order in which they were registered. */
  readonly #numbers = new Map<string, number>();
  readonly #smoke = new Set<string>();
  /** Tests that came to their end, and whether they waited in vain. */
  readonly #ended = new Map<string, boolean>();
  readonly #failed: { number: number; step: string; waited: boolean }[] = [];
  /** Results that are not yet told, as one before them is still to come. */
  readonly #early = new Map<string, TestResult>();
  /** What was skipped, and what the early end of a program left out. */
  readonly #rest = new Map<string, TestResult>();
  readonly #told = new Map<string, TestResult>();
  #begun: string | undefined;
  #registered = 0;

  constructor(programs: number, options: ProgramOptions) {
    this.#options = options;
    this.#sides = Array.from({ length: programs }, () => ({
      stop: new AbortController(),
      log: new EventLog(options.folder.path),
      at: 0,
      running: undefined,
      own: new Set<string>(),
    }));
  }

  async run(): Promise<ProgramResult> {
    const shared = this.#sides.length === 1
      ? undefined
      : await Deno.makeTempDir({ dir: this.#options.folder.path });
    const ends = await Promise.all(
      this.#sides.map((side) => this.#run(side, shared)),
    );
    this.#tellUpTo(Infinity);
    const isBroken = ends.every(({ broken }) => broken !== undefined);
    return {
      tests: inOrder(this.#told, this.#numbers),
      ...(isBroken ? { broken: ends[0]?.broken } : {}),
    };
  }

  async #run(side: Side, shared: string | undefined): Promise<ProgramResult> {
    const { signal: stop } = side.stop;
    const { signal = stop } = this.#options;
    const result = await runProgram({
      ...this.#options,
      ...(shared === undefined ? {} : { shared }),
      log: side.log,
      signal: AbortSignal.any([signal, stop]),
      onItem: (item) => this.#note(side, item),
      onBegin: (test, registered) => {
        this.#registered = registered;
        side.running = test;
        this.#moveTo(side, this.#numberOf(test));
        this.#stopUnreached();
      },
      onResult: (result) => this.#settle(side, result),
    });
    this.#moveTo(side, Infinity);
    return result;
  }

  #note(side: Side, item: ReportItem): void {
    switch (item.type) {
      case "registered":
        if (!this.#numbers.has(item.test)) {
          this.#numbers.set(item.test, this.#numbers.size);
        }
        if (item.smoke) this.#smoke.add(item.test);
        break;
      case "begin":
      case "unreached":
        side.own.add(item.test);
        break;
      case "elsewhere":
        this.#moveTo(side, this.#numberOf(item.test) + 1);
        break;
      case "end":
        this.#ended.set(item.test, item.waited === true);
        break;
    }
  }

  #settle(side: Side, result: TestResult): void {
    const { test, step, status, failure } = result;
    if (status === "skipped" || !side.own.has(test)) {
      if (!this.#rest.has(test)) this.#rest.set(test, result);
      return;
    }
    if (side.stop.signal.aborted && status === "failed") {
      // Or it had just begun when the one before it was to be ended.
      const because = this.#why(test) ?? "its program was ended";
      this.#rest.set(test, unreached(result, because));
      return;
    }
    const hasEnded = this.#ended.has(test);
    // What Deno finds at a test's end does not keep others from being run.
    if (status === "failed" && !(hasEnded && failure?.kind === "deno")) {
      const waited = this.#ended.get(test) ?? true;
      this.#failed.push({ number: this.#numberOf(test), step, waited });
    }
    this.#early.set(test, result);
    side.running = undefined;
    this.#moveTo(side, this.#numberOf(test) + 1);
    this.#stopUnreached();
  }

  #stopUnreached(): void {
    if (this.#sides.length === 1) return;
    for (const { running, stop, log } of this.#sides) {
      if (running === undefined || this.#why(running) === undefined) continue;
      // Deno may be late to pass on that it has ended.
      if (!log.hasEnded(running)) stop.abort();
    }
  }

  /** Tells the results of all tests that every program has come past. */
  #moveTo(side: Side, number: number): void {
    side.at = number;
    const first = this.#sides.reduce((one, other) =>
      other.at < one.at ? other : one
    );
    if (first.at < Infinity) this.#tellUpTo(first.at);
    const { running } = first;
    if (running === undefined || running === this.#begun) return;
    this.#begun = running;
    this.#options.onBegin?.(running, this.#registered);
  }

  /** Nobody runs a test any more that every program has come past. */
  #tellUpTo(number: number): void {
    const results = new Map([...this.#rest, ...this.#early]);
    for (const result of inOrder(results, this.#numbers)) {
      const { test } = result;
      if (this.#numberOf(test) >= number && number < Infinity) break;
      this.#early.delete(test);
      this.#rest.delete(test);
      this.#tell(result);
    }
  }

  #tell(result: TestResult): void {
    const { test, status } = result;
    if (this.#told.has(test)) return;
    const because = status === "skipped" || this.#sides.length === 1
      ? undefined
      : this.#why(test);
    const judged = because === undefined ? result : unreached(result, because);
    this.#told.set(test, judged);
    this.#options.onResult?.(judged);
  }

  /** Why one program would not have run a test, as far as is known. */
  #why(test: string): string | undefined {
    const step = stepOfTest(test);
    if (step === undefined) return undefined;
    const number = this.#numberOf(test);
    const before = this.#failed.filter((one) => one.number < number);
    const isIdle = before.some((one) =>
      one.step === step && (one.waited || this.#smoke.has(test))
    );
    const failed = new Set(before.map((one) => one.step));
    const need = isIdle
      ? step
      : firstFailedNeed(step, this.#options.needs, failed);
    return need && becauseOf(need, step);
  }

  #numberOf(test: string): number {
    return this.#numbers.get(test) ?? Infinity;
  }
}

function unreached({ test, step }: TestResult, because: string): TestResult {
  return { test, step, status: "unreached", duration: 0, output: "", because };
}

function inOrder(
  results: ReadonlyMap<string, TestResult>,
  numbers: ReadonlyMap<string, number>,
): TestResult[] {
  const numberOf = ({ test }: TestResult) => numbers.get(test) ?? 0;
  return [...results.values()].sort((a, b) => numberOf(a) - numberOf(b));
}
