import type { TestFile } from "../../tests/harness/events.ts";
import { firstFailedNeed } from "../../tests/harness/needs.ts";
import { inOrder, type Lesson } from "../lesson/manifest.ts";
import { ApartRun } from "./apart_run.ts";
import { diagnosisOf } from "./diagnosis.ts";
import { Guard } from "./guard.ts";
import { becauseOf, type RunResult, type TestResult } from "./result.ts";
import { RunFolder } from "./run_folder.ts";
import { SideBySide } from "./side_by_side.ts";
import { isApart, stepOfFile, testFiles } from "./test_files.ts";

/** Options for {@linkcode runTests}. */
export interface RunOptions {
  /** Runs only these steps' tests. @default all */
  steps?: readonly string[];
  /** Runs only tests whose name has this text or matches this `/pattern/`. */
  filter?: string;
  /** Runs tests of steps whose needed step has failed, too. */
  evenUnreached?: boolean;
  /**
   * In how many programs the tests run, side by side. What comes out is the
   * same. With `failFast` or `filter` it is always one. @default {1}
   */
  programs?: number;
  /** Called as each test begins. */
  onBegin?: (test: string, registered: number) => void;
  /** Called as each test ends. */
  onResult?: (result: TestResult) => void;
  /** Ends the run at the first test that fails. */
  failFast?: boolean;
  /** How long, in milliseconds, the tests may take to load. @default {30_000} */
  loadLimit?: number;
  /** Ends the run and everything it started. */
  signal?: AbortSignal;
}

/**
 * Runs a lesson's tests on what lies under `root` in `lessons/`: one program or
 * more run them in their order, and beside these each file of long tests runs
 * apart. The tests' temporary files lie in a folder of their own, and go with
 * it.
 */
export async function runTests(
  root: URL,
  lesson: Lesson,
  options: RunOptions = {},
): Promise<RunResult> {
  const start = performance.now();
  const { onBegin, onResult, evenUnreached, programs = 1, ...others } = options;
  const needs = evenUnreached
    ? {}
    : Object.fromEntries(lesson.steps.map((s) => [s.step, s.needs]));
  const failed = new Set<string>();
  const unreached = (step: string) =>
    whyUnreached(step, needs, failed, options);
  const files = await filesOf(root, lesson, options);
  await using folder = await RunFolder.create();
  await using guard = new Guard(folder.path);
  const diagnose = await diagnosisOf(root, lesson);
  const program = { ...others, diagnose, root, lesson, needs, folder, guard };
  await using running = new AsyncDisposableStack();
  const apart = files.filter(({ url }) => isApart(url)).map((file) =>
    running.use(new ApartRun({ ...program, files: [file], unreached }))
  );
  const registered = () => apart.reduce((sum, run) => sum + run.registered, 0);

  let firstFailure: number | undefined;
  let together = 0;
  const shared = files.filter(({ url }) => !isApart(url));
  const isSmall = options.failFast || options.filter !== undefined;
  const most = isSmall || shared.length === 0 ? 1 : shared.length;
  const { tests, ...rest } = await new SideBySide(Math.min(programs, most), {
    ...program,
    files: shared,
    onBegin: (test, of) => onBegin?.(test, (together = of) + registered()),
    onResult: (result) => {
      if (result.status === "failed") {
        firstFailure ??= performance.now() - start;
        failed.add(result.step);
        for (const run of apart) run.stopIfUnreached();
      }
      onResult?.(result);
    },
  }).run();
  let { broken } = rest;
  // When the others could not be loaded, these cannot say why.
  for (const run of broken === undefined ? apart : []) {
    if (run.running !== undefined) {
      onBegin?.(run.running, together + registered());
    }
    const ended = await run.end();
    broken ??= ended.broken;
    for (const result of ended.tests) {
      if (result.status === "failed") {
        firstFailure ??= performance.now() - start;
      }
      tests.splice(placeOf(result, tests), 0, result);
      onResult?.(result);
    }
  }
  return {
    tests,
    ...(broken === undefined ? {} : { broken }),
    duration: performance.now() - start,
    ...(firstFailure === undefined ? {} : { firstFailure }),
    stopped: options.signal?.aborted ?? false,
  };
}

/** Why a step's tests apart are not to run when these steps have failed. */
function whyUnreached(
  step: string,
  needs: Readonly<Record<string, readonly string[]>>,
  failed: ReadonlySet<string>,
  { failFast = false }: RunOptions,
): string | undefined {
  const need = failed.has(step) ? step : firstFailedNeed(step, needs, failed);
  if (need !== undefined) return becauseOf(need, step);
  const [first] = failFast ? failed : [];
  return first && `the run ended in ${first}`;
}

async function filesOf(
  root: URL,
  lesson: Lesson,
  { steps }: RunOptions,
): Promise<TestFile[]> {
  const paths = await testFiles(root, lesson, steps);
  const [first] = lesson.steps;
  return paths.map((path) => ({
    url: new URL(path, root).href,
    step: stepOfFile(path) ?? first?.step ?? lesson.number,
  }));
}

/** Where a result belongs among others: behind those of its step. */
function placeOf({ step }: TestResult, among: readonly TestResult[]): number {
  return among.findLastIndex((other) => inOrder(other.step, step) <= 0) + 1;
}
