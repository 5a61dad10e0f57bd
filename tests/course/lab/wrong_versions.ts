import { toCode } from "../../../scripts/lab/engine/build/pack_lesson.ts";
import type { CodeFile } from "../../../scripts/lab/engine/protocol.ts";
import { IN_PAGE } from "../../../scripts/lab/engine/steps.ts";
import { readSolution } from "../../../scripts/lesson/files.ts";
import type { Lesson } from "../../../scripts/lesson/lesson.ts";
import type { Case } from "../../../scripts/selftest/case.ts";
import { casesOf } from "../../../scripts/selftest/cases.ts";

/** A wrong version of a step that runs in the page. */
export interface WrongVersion extends Case {
  step: string;
  /** The files in which it differs from the solution. */
  changed: string[];
}

/** The wrong versions of a lesson's steps that run in the page. */
export async function wrongVersions(
  root: URL,
  lesson: Lesson,
): Promise<WrongVersion[]> {
  const solution = await readSolution(root, lesson);
  return (await casesOf(root, lesson)).flatMap((one) => {
    const [step = ""] = one.steps;
    return one.kind === "mutant" && IN_PAGE.includes(step)
      ? [{
        ...one,
        step,
        changed: [...one.files.keys()].filter((path) =>
          one.files.get(path) !== solution.get(path)
        ),
      }]
      : [];
  });
}

const made = new Map<string, Promise<CodeFile>>();

/** The files as the page gives them to the engine, in a browser with `using` or without. */
export function codeFiles(
  { lesson: { folder }, files }: WrongVersion,
  using = true,
): Promise<CodeFile[]> {
  return Promise.all(
    [...files].filter(([path]) => path.endsWith(".ts")).map(([path, text]) => {
      const { pathname } = new URL(path, `file:///lessons/${folder}/`);
      const key = `${using} ${pathname}\n${text}`;
      const file = made.get(key) ??
        toCode(decodeURI(pathname.slice(1)), text, using);
      made.set(key, file);
      return file;
    }),
  );
}
