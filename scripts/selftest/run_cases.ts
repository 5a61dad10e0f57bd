import { pooledMap } from "@std/async";
import { Overlay } from "../overlay/overlay.ts";
import { runTests } from "../runner/run_tests.ts";
import { checkTypes } from "../runner/type_check.ts";
import type { Case, CaseResult } from "./case.ts";

/**
 * Runs cases, so many at a time, each in a copy of the course.
 *
 * @param onResult Called as each one ends, in whatever order they do.
 */
export async function runCases(
  root: URL,
  cases: readonly Case[],
  { jobs, signal, onResult }: {
    jobs: number;
    signal: AbortSignal;
    onResult: (result: CaseResult) => void;
  },
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
    const tests = await runTests(overlay.root, lesson, {
      steps,
      evenUnreached: true,
      failFast: one.failFast ?? false,
      signal,
    });
    signal.throwIfAborted();
    const types = one.typed
      ? await checkTypes(overlay.root, lesson, signal)
      : undefined;
    const problem = one.judge(tests) ??
      (types?.ok === false
        ? `Its types do not check:\n${types.messages}`
        : undefined);
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
