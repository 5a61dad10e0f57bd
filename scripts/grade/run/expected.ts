import { readSolution } from "../../lesson/files.ts";
import { DEFAULT_LIMITS } from "../sandbox/limits.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
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

/**
 * Which tests a lesson has. The instructor's own solution is asked, and none of
 * its tests are run: no submission has a say in it.
 *
 * @throws {Error} If the solution's tests do not load.
 */
export async function expectedTests(
  course: URL,
  stage: Stage,
  sandbox: Sandbox,
  signal: AbortSignal,
): Promise<Expected> {
  const solution = await readSolution(course, stage.lesson);
  const encoder = new TextEncoder();
  const files = new Map(
    [...solution].map(([path, text]) => [path, encoder.encode(text)]),
  );
  await using written = await writeForRun(files);
  const found = await Promise.all(stage.tests.map(async (file, slot) => {
    const run = await runFile(sandbox, {
      stage: stage.path,
      files: written.path,
      place: `lessons/${stage.lesson.folder}`,
      args: testArguments(sandbox, file, "--filter=/^$/"),
      env: runEnvironment(stage.lesson, files),
      limits: DEFAULT_LIMITS,
      slot: 1000 + slot,
    }, { deadline: performance.now() + 120_000, loadLimit: 60_000, signal });
    const tests = run.events.filter((event) => event.type === "registered");
    // A file without tests is one that others import.
    if (run.ending.how !== "reported" || !run.ending.success) {
      signal.throwIfAborted();
      throw new Error(
        `Cannot grade lesson ${stage.lesson.number} as ${file} does not load with the course's own solution: ${
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
