import type { Lesson } from "../../lesson/manifest.ts";
import type { PlainPath } from "../paths/plain_path.ts";
import { DEFAULT_LIMITS } from "../sandbox/limits.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { LessonCopy } from "../submissions/lesson_copy.ts";
import { runEnvironment, testArguments } from "./deno_test.ts";
import { runFile } from "./run_file.ts";
import { type Stage, writeForRun } from "./stage.ts";

/** A test that every submission must pass. */
export interface ExpectedTest {
  test: string;
  /** Why it cannot run on this system. */
  skipped?: string;
}

/** The tests of each of a stage's files. */
export type Expected = ReadonlyMap<string, readonly ExpectedTest[]>;

/** What {@linkcode expectedTests} asks, and how. */
export interface Question {
  lesson: Lesson;
  copy: LessonCopy;
  stage: Stage;
  sandbox: Sandbox;
  scratch: string;
  hide: readonly string[];
  signal: AbortSignal;
}

/**
 * Which tests a lesson has. The instructor's own copy is asked, and none of its
 * tests are run: no submission has a say in it.
 *
 * @throws {Error} If the lesson's tests do not load.
 */
export async function expectedTests(
  { lesson, copy, stage, sandbox, scratch, hide, signal }: Question,
): Promise<Expected> {
  const encoder = new TextEncoder();
  const files = new Map<PlainPath, Uint8Array>(
    [...copy.starters, ...copy.given]
      .map(([path, text]) => [path, encoder.encode(text)]),
  );
  await using written = await writeForRun(files, scratch);
  const found = await Promise.all(stage.tests.map(async (file) => {
    const run = await runFile(sandbox, {
      stage: stage.path,
      files: written.path,
      place: copy.folder,
      scratch,
      hide,
      args: testArguments(sandbox, file, "--filter=/^$/"),
      env: runEnvironment(lesson, files),
      limits: DEFAULT_LIMITS,
    }, { left: 120_000, loadLimit: 60_000, signal });
    const tests = run.events.filter((event) => event.type === "registered");
    // A file without tests is one that others import.
    if (run.ending.how !== "reported" || !run.ending.success) {
      signal.throwIfAborted();
      throw new Error(
        `Cannot grade lesson ${lesson.number} as ${file} does not load with the course's own files: ${
          JSON.stringify(run.ending)
        }\n${run.verdicts.errorOf() ?? run.errors}`,
      );
    }
    return [
      file,
      tests.map(({ test, skipped }) => ({
        test,
        ...(skipped === undefined ? {} : { skipped }),
      })),
    ] as const;
  }));
  return new Map(found.filter(([, tests]) => tests.length > 0));
}
