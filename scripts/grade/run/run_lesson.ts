import { type Lesson, stepOfTest } from "../../lesson/manifest.ts";
import type { PlainPath } from "../paths/plain_path.ts";
import type { Limits } from "../sandbox/limits.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { runEnvironment, testArguments } from "./deno_test.ts";
import type { Expected } from "./expected.ts";
import type { Ending, FileRun } from "./file_run.ts";
import { blockedSteps } from "./needs.ts";
import { runFile } from "./run_file.ts";
import { scoreSteps } from "./score.ts";
import { writeForRun } from "./stage.ts";

/** What a lesson's tests are run with. */
export interface LessonRunOptions {
  lesson: Lesson;
  /** The stage's folder. */
  stage: string;
  expected: Expected;
  sandbox: Sandbox;
  limits: Limits;
  loadLimit: number;
  scratch: string;
  hide: readonly string[];
  signal: AbortSignal;
  /** The steps that are wanted; the others' files are not run. @default all */
  steps?: ReadonlySet<string>;
}

/**
 * Runs a lesson's test files one after the other, each in a process of its own:
 * no code of a submission is there yet when a file's key is read. As in a
 * learner's run, a file that never ends or loses its process is the last.
 */
export async function runLesson(
  files: ReadonlyMap<PlainPath, Uint8Array>,
  options: LessonRunOptions,
): Promise<{ runs: Map<string, FileRun>; ending: Ending }> {
  const { lesson, expected, limits, sandbox, loadLimit, signal } = options;
  const { stage, scratch, hide } = options;
  const wanted = options.steps ??
    new Set(lesson.steps.map(({ step }) => step));
  await using written = await writeForRun(files, scratch);
  let left = limits.time * 1000;
  const runs = new Map<string, FileRun>();
  const failed = new Set<string>();
  for (const [file, tests] of expected) {
    const steps = new Set(tests.map(({ test }) => stepOfTest(test) ?? ""));
    if (steps.isDisjointFrom(wanted)) continue;
    if (steps.isSubsetOf(blockedSteps(lesson, failed))) continue;
    const run = await runFile(sandbox, {
      stage,
      files: written.path,
      place: `lessons/${lesson.folder}`,
      scratch,
      hide,
      args: testArguments(sandbox, file),
      env: runEnvironment(lesson, files, [...failed]),
      limits,
    }, { left, loadLimit, signal });
    left -= run.used;
    runs.set(file, run);
    if (run.ending.how !== "reported") return { runs, ending: run.ending };
    for (const { step, status } of scoreSteps(lesson, expected, runs)) {
      if (status === "failed" || status === "not run") failed.add(step);
    }
  }
  return { runs, ending: { how: "reported", success: failed.size === 0 } };
}
