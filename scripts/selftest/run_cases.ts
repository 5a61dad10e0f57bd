import { pooledMap } from "@std/async";
import { Overlay } from "../lesson/overlay.ts";
import { runTests } from "../runner/run_tests.ts";
import { checkTypes } from "../runner/type_check.ts";
import type { Case, CaseResult } from "./case.ts";

/** Options for {@linkcode runCases}. */
export interface RunCasesOptions {
  /** How many at a time. */
  jobs: number;
  /**
   * How many times each case must come out as it must. Without it, once; a
   * wrong version that slips through then has a second run, and its result
   * says so.
   */
  repeats?: number;
  signal: AbortSignal;
  /** Called as each one ends, in whatever order they do. */
  onResult: (result: CaseResult) => void;
}

/** Runs cases, so many at a time, each in a copy of the course. */
export async function runCases(
  root: URL,
  cases: readonly Case[],
  { jobs, repeats, signal, onResult }: RunCasesOptions,
): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for await (const result of pooledMap(jobs, cases, run)) {
    results.push(result);
  }
  return results;

  async function run(one: Case): Promise<CaseResult> {
    signal.throwIfAborted();
    const { lesson, files, unmade } = one;
    if (unmade !== undefined) {
      const run = { tests: [], duration: 0, stopped: false };
      const result = { case: one, run, problem: unmade, late: false };
      onResult(result);
      return result;
    }
    await using overlay = await Overlay.create(root, lesson);
    await overlay.lay(lesson, files);
    let attempt = await tryOnce(overlay.root, one, signal);
    let late = false;
    if (repeats === undefined) {
      if (attempt.problem !== undefined && one.kind === "mutant") {
        attempt = await tryOnce(overlay.root, one, signal);
        late = attempt.problem === undefined;
      }
    } else {
      let turn = 1;
      while (attempt.problem === undefined && turn < repeats) {
        attempt = await tryOnce(overlay.root, one, signal);
        turn++;
      }
      if (attempt.problem !== undefined) {
        attempt.problem = `In run ${turn} of ${repeats}: ${attempt.problem}`;
      }
    }
    const types = one.typed
      ? await checkTypes(overlay.root, lesson, signal)
      : undefined;
    const result = {
      case: one,
      run: attempt.run,
      problem: attempt.problem ??
        (types?.ok === false
          ? `Its types do not check:\n${types.messages}`
          : undefined),
      late,
      ...(types === undefined ? {} : { types }),
    };
    onResult(result);
    return result;
  }
}

/** How the tests of a case came out, and what is wrong with that. */
async function tryOnce(
  root: URL,
  { lesson, steps, failFast = false, judge }: Case,
  signal: AbortSignal,
): Promise<Pick<CaseResult, "run" | "problem">> {
  const run = await runTests(root, lesson, {
    steps,
    evenUnreached: true,
    failFast,
    signal,
  });
  signal.throwIfAborted();
  return { run, problem: judge(run) };
}
