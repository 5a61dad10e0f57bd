import {
  type LessonFiles,
  readLearner,
  readStarters,
} from "../lesson/files.ts";
import { followMoves } from "../lesson/follow_moves.ts";
import type { Lesson, Step } from "../lesson/manifest.ts";
import { conflictIn, misplaced } from "../lesson/problems.ts";
import { saveProgress } from "../progress/progress.ts";
import type { LessonReport } from "../report/lesson_report.ts";
import {
  firstToTell,
  type RunResult,
  type TestResult,
  unwritten,
} from "../runner/result.ts";
import { runTests } from "../runner/run_tests.ts";
import { checkTypes, type TypeCheck } from "../runner/type_check.ts";
import { INTERRUPTED } from "../terminal/interrupt.ts";

/** What of a lesson to check, and who follows it. */
export interface LessonCheckOptions {
  /** Only this step's tests. */
  step?: string;
  /** Only tests whose names match. */
  filter?: string;
  /** Ends the check, and what it started. */
  signal: AbortSignal;
  onBegin?: (test: string, of: number) => void;
  onResult?: (result: TestResult) => void;
  /** Told what is wrong with where files are, in sentences. */
  onNote?: (text: string) => void;
  /** Told when the tests have ended, and the types perhaps not. */
  onRun?: (report: LessonReport) => void;
}

/** How the check of a lesson came out. */
export interface LessonCheck {
  report: LessonReport;
  types: TypeCheck;
  /** The lesson's first step that has not passed. */
  open: Step | undefined;
  /** Whether all that was asked passed. */
  passed: boolean;
}

/** Why a check has no result. */
export interface Unchecked {
  /** The exit code that says so: 1 for files that cannot be tested. */
  code: number;
  /** In full sentences; nothing where it was ended from outside. */
  why?: string;
}

/** Each program loads all of a lesson's tests again. */
const MOST_PROGRAMS = 4;

/**
 * Runs a lesson's tests on the learner's files, its types beside them, and saves
 * the progress. What the terminal and the lab's server share.
 */
export async function lessonCheck(
  root: URL,
  lesson: Lesson,
  options: LessonCheckOptions,
): Promise<LessonCheck | Unchecked> {
  const { step, filter, signal } = options;
  const starters = await readStarters(root, lesson);
  let files = await readLearner(root, lesson);
  const conflict = await conflictIn(root, lesson, files);
  if (conflict !== undefined) return { code: 1, why: conflict };
  const moved = await followMoves(root, lesson, files, starters);
  const lost = await misplaced(root, lesson, files, starters);
  for (const note of [moved ?? [], lost].flat()) {
    options.onNote?.(note);
  }
  if (moved !== undefined) files = await readLearner(root, lesson);
  // The course's own check has seen the starters' types, and a first run is to
  // be quick.
  const typing = areEqual(files, starters)
    ? Promise.resolve({ ok: true, messages: "" })
    : checkTypes(root, lesson, signal);
  const run = await runTests(root, lesson, {
    ...(step === undefined ? {} : { steps: [step] }),
    ...(filter === undefined ? {} : { filter }),
    onBegin: (test, of) => options.onBegin?.(test, of),
    onResult: (result) => options.onResult?.(result),
    programs: Math.min(navigator.hardwareConcurrency, MOST_PROGRAMS),
    signal,
  });
  if (signal.aborted) {
    // The type checker was ended too.
    await typing.catch(() => {});
    return { code: INTERRUPTED };
  }
  if (run.tests.length === 0 && run.broken === undefined) {
    await typing;
    const which = step === undefined ? `--filter ${filter}` : `--step ${step}`;
    const why = `No test of lesson ${lesson.number} matches ${which}.`;
    return { code: 2, why };
  }
  const report = { lesson, files, starters, run };
  options.onRun?.(report);
  const types = await typing;
  const failed = firstToTell(run.tests);
  const progress = await saveProgress(root, async (progress) => {
    // A part of a step's tests says nothing of the step.
    if (filter !== undefined) return;
    await progress.record(
      lesson,
      run.tests,
      failed && (unwritten(failed) ?? failed.step),
    );
  });
  const passed = types.ok && allPassed(run);
  return { report, types, open: progress?.next(lesson), passed };
}

function areEqual(files: LessonFiles, others: LessonFiles): boolean {
  return files.size === others.size &&
    files.entries().every(([path, text]) => others.get(path) === text);
}

function allPassed({ tests, broken }: RunResult): boolean {
  return broken === undefined && tests.length > 0 &&
    tests.every(({ status }) => status === "passed" || status === "skipped");
}
