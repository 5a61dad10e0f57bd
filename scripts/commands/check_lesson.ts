import {
  type LessonFiles,
  readLearner,
  readStarters,
} from "../lesson/files.ts";
import { followMoves } from "../lesson/follow_moves.ts";
import type { Lesson } from "../lesson/manifest.ts";
import { conflictIn, misplaced } from "../lesson/problems.ts";
import { saveProgress } from "../progress/progress.ts";
import { jsonReport } from "../report/json_report.ts";
import {
  closingText,
  failuresText,
  typesText,
} from "../report/lesson_report.ts";
import { LiveReport } from "../report/live_report.ts";
import { firstToTell, type RunResult, unwritten } from "../runner/result.ts";
import { runTests } from "../runner/run_tests.ts";
import { checkTypes } from "../runner/type_check.ts";
import { INTERRUPTED } from "../terminal/interrupt.ts";
import { style, wrap } from "../terminal/text.ts";

/** What of a lesson to check, and how to tell it. */
export interface CheckOptions {
  /** Only this step's tests. */
  step?: string;
  /** Only tests whose names match. */
  filter?: string;
  /** All of the output that tests print. */
  verbose?: boolean;
  /** The report as JSON on stdout, and nothing else. */
  json?: boolean;
  /** Whether something follows if all passes, so that no command is named. */
  goesOn?: boolean;
  /** Ends the check, and what it started. */
  signal: AbortSignal;
}

/**
 * Runs a lesson's tests on the learner's files, its types beside them, tells
 * what came out and saves the progress.
 *
 * @returns The exit code: 0 only when all that was asked passed.
 */
export async function checkLesson(
  root: URL,
  lesson: Lesson,
  options: CheckOptions,
): Promise<number> {
  const { step, filter, json = false, goesOn = false, signal } = options;
  if (!json) {
    console.log(
      `Checking lesson ${style.bold(lesson.number)} (${lesson.title}) …\n`,
    );
  }
  const starters = await readStarters(root, lesson);
  const files = await learnersFiles(root, lesson, starters);
  if (files === undefined) return 1;
  // The course's own check has seen the starters' types, and a first run is to
  // be quick.
  const typing = areEqual(files, starters)
    ? Promise.resolve({ ok: true, messages: "" })
    : checkTypes(root, lesson, signal);
  const run = await followedRun(root, lesson, options);
  if (signal.aborted) {
    // The type checker was ended too.
    await typing.catch(() => {});
    return INTERRUPTED;
  }

  if (run.tests.length === 0 && run.broken === undefined) {
    await typing;
    console.error(
      `No test of lesson ${lesson.number} matches ${
        step === undefined ? `--filter ${filter}` : `--step ${step}`
      }.`,
    );
    return 2;
  }
  const report = { lesson, files, starters, run };
  if (!json) print(failuresText(report));
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
  if (json) console.log(jsonReport(lesson, run, types));
  else {
    print(typesText(report, types));
    if (!(passed && goesOn)) {
      print(closingText(report, types, progress?.next(lesson)));
    }
  }
  return passed ? 0 : 1;
}

/**
 * The learner's files, when given code that has moved was followed. What is
 * wrong with where files are is told; nothing if no test can be run on them.
 */
async function learnersFiles(
  root: URL,
  lesson: Lesson,
  starters: LessonFiles,
): Promise<LessonFiles | undefined> {
  const files = await readLearner(root, lesson);
  const conflict = await conflictIn(root, lesson, files);
  if (conflict !== undefined) {
    console.error(wrap(conflict, ""));
    return undefined;
  }
  const moved = await followMoves(root, lesson, files, starters);
  const lost = await misplaced(root, lesson, files, starters);
  for (const note of [moved ?? [], lost].flat()) {
    console.error(`${wrap(note, "")}\n`);
  }
  return moved === undefined ? files : await readLearner(root, lesson);
}

async function followedRun(
  root: URL,
  lesson: Lesson,
  { step, filter, verbose = false, json, signal }: CheckOptions,
): Promise<RunResult> {
  using live = json ? undefined : new LiveReport(lesson, { verbose });
  return await runTests(root, lesson, {
    ...(step === undefined ? {} : { steps: [step] }),
    ...(filter === undefined ? {} : { filter }),
    onBegin: (test, of) => live?.begin(test, of),
    onResult: (result) => live?.result(result),
    signal,
  });
}

function areEqual(files: LessonFiles, others: LessonFiles): boolean {
  return files.size === others.size &&
    files.entries().every(([path, text]) => others.get(path) === text);
}

function allPassed({ tests, broken }: RunResult): boolean {
  return broken === undefined && tests.length > 0 &&
    tests.every(({ status }) => status === "passed" || status === "skipped");
}

function print(text: string): void {
  if (text !== "") console.log(text);
}
