import { readLearner } from "../lesson/files.ts";
import type { Lesson } from "../lesson/manifest.ts";
import { saveProgress } from "../progress/progress.ts";
import { jsonReport } from "../report/json_report.ts";
import {
  closingText,
  failuresText,
  typesText,
} from "../report/lesson_report.ts";
import { LiveReport } from "../report/live_report.ts";
import type { RunResult } from "../runner/result.ts";
import { runTests } from "../runner/run_tests.ts";
import { checkTypes } from "../runner/type_check.ts";
import { INTERRUPTED } from "../terminal/interrupt.ts";
import { style } from "../terminal/text.ts";

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
  const { step, filter, json = false, signal } = options;
  if (!json) {
    console.log(
      `Checking lesson ${style.bold(lesson.number)} (${lesson.title}) …\n`,
    );
  }
  const files = await readLearner(root, lesson);
  const typing = checkTypes(root, lesson, signal);
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
  const report = { lesson, files, run };
  if (!json) print(failuresText(report));
  const types = await typing;
  if (json) console.log(jsonReport(lesson, run, types));
  else {
    print(typesText(report, types));
    print(closingText(report, types));
  }
  // A part of a step's tests says nothing of the step.
  if (filter === undefined) {
    await saveProgress(root, (progress) => progress.record(run.tests));
  }
  return types.ok && allPassed(run) ? 0 : 1;
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

function allPassed({ tests, broken }: RunResult): boolean {
  return broken === undefined && tests.length > 0 &&
    tests.every(({ status }) => status === "passed" || status === "skipped");
}

function print(text: string): void {
  if (text !== "") console.log(text);
}
