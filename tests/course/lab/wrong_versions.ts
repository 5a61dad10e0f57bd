import { toCode } from "../../../scripts/lab/engine/build/pack_lesson.ts";
import type { CodeFile } from "../../../scripts/lab/engine/protocol.ts";
import { IN_PAGE } from "../../../scripts/lab/engine/steps.ts";
import type { LessonFiles } from "../../../scripts/lesson/given.ts";
import type { Lesson } from "../../../scripts/lesson/lesson.ts";
import type { TestResult } from "../../../scripts/runner/result.ts";
import { casesOf } from "../../../scripts/selftest/cases.ts";

/** A wrong version of a step that runs in the page. */
export interface WrongVersion {
  name: string;
  step: string;
  /** The lesson's files, by their paths in its folder. */
  files: LessonFiles;
  /** The misconception that it shows. */
  shows: string | undefined;
}

/** The wrong versions of a lesson's steps that run in the page. */
export async function wrongVersions(
  root: URL,
  lesson: Lesson,
): Promise<WrongVersion[]> {
  const cases = await casesOf(root, lesson);
  return cases.flatMap(({ kind, name, files, steps: [step = ""], shows }) =>
    kind === "mutant" && IN_PAGE.includes(step)
      ? [{ name, step, files, shows }]
      : []
  );
}

const made = new Map<string, Promise<CodeFile>>();

/** The files as the page gives them to the engine. */
export function codeFiles(
  { folder }: Lesson,
  files: LessonFiles,
): Promise<CodeFile[]> {
  return Promise.all(
    [...files].filter(([path]) => path.endsWith(".ts")).map(([path, text]) => {
      const { pathname } = new URL(path, `file:///lessons/${folder}/`);
      const key = `${pathname}\n${text}`;
      const file = made.get(key) ?? toCode(decodeURI(pathname.slice(1)), text);
      made.set(key, file);
      return file;
    }),
  );
}

/** What is the same in the page and in the terminal, of a failed test. */
export function told(result: TestResult | undefined): unknown {
  const { test, failure, misconception } = result ?? {};
  return {
    test,
    misconception: misconception?.id,
    // With the schedule, line by line.
    failure: failure?.kind === "story"
      ? { steps: failure.steps, verdict: { ...failure.verdict } }
      : failure,
  };
}
