import { pooledMap } from "@std/async";
import { Overlay } from "../overlay/overlay.ts";
import type { RunResult } from "../runner/result.ts";
import { runTests } from "../runner/run_tests.ts";
import { checkTypes } from "../runner/type_check.ts";
import type { Case, CaseResult } from "./case.ts";

/** Options for {@linkcode runCases}. */
export interface RunCasesOptions {
  /** How many at a time. */
  jobs: number;
  /** How many times each case must come out as it must. @default {1} */
  repeats?: number;
  signal: AbortSignal;
  /** Called as each one ends, in whatever order they do. */
  onResult: (result: CaseResult) => void;
}

/** Runs cases, so many at a time, each in a copy of the course. */
export async function runCases(
  root: URL,
  cases: readonly Case[],
  { jobs, repeats = 1, signal, onResult }: RunCasesOptions,
): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for await (const result of pooledMap(jobs, cases, run)) {
    results.push(result);
  }
  return results;

  async function run(one: Case): Promise<CaseResult> {
    signal.throwIfAborted();
    const { lesson, files, steps, unmade } = one;
    if (unmade !== undefined) {
      const run = { tests: [], duration: 0, stopped: false };
      const result = { case: one, run, problem: unmade };
      onResult(result);
      return result;
    }
    await using overlay = await Overlay.create(root, lesson);
    await overlay.lay(lesson, files);
    let tests: RunResult;
    let problem: string | undefined;
    let turn = 0;
    do {
      tests = await runTests(overlay.root, lesson, {
        steps,
        evenUnreached: true,
        failFast: one.failFast ?? false,
        signal,
      });
      signal.throwIfAborted();
      problem = one.judge(tests);
      turn++;
    } while (problem === undefined && turn < repeats);
    if (problem !== undefined && repeats > 1) {
      problem = `In run ${turn} of ${repeats}: ${problem}`;
    }
    const types = one.typed
      ? await checkTypes(overlay.root, lesson, signal)
      : undefined;
    if (types?.ok === false) {
      problem ??= `Its types do not check:\n${types.messages}`;
    }
    const result = {
      case: one,
      run: tests,
      problem,
      ...(types === undefined ? {} : { types }),
    };
    onResult(result);
    return result;
  }
}
