import {
  backUp,
  type LessonFiles,
  readLearner,
  readStarters,
  writeFiles,
} from "../lesson/files.ts";
import { findLesson } from "../lesson/find.ts";
import { type Lesson, readLessons } from "../lesson/manifest.ts";
import { saveProgress } from "../progress/progress.ts";
import { style } from "../terminal/text.ts";
import { UsageError } from "../terminal/errors.ts";

/**
 * `deno task reset 7.1`: puts the starters back, after asking; a copy of the
 * learner's folder is kept first. Files that the learner added stay.
 *
 * @param only The only file to put back; `../given/mutex.ts` is one that several
 * lessons use.
 */
export async function reset(
  root: URL,
  number: string,
  only: string | undefined,
  { yes = false }: { yes?: boolean } = {},
): Promise<number> {
  const lesson = findLesson(await readLessons(root), number);
  const files = only === undefined ? undefined : [only];
  const changed = await changedFiles(root, lesson, files);
  const what = only ?? `lesson ${number}`;
  if (changed.starters.size === 0) {
    console.log(`It is as it was at the start: ${what}.`);
    return 0;
  }

  console.log(`This puts the starters of ${what} back. Changed:`);
  for (const path of changed.starters.keys()) {
    const gone = changed.isThere(path) ? "" : " (missing)";
    console.log(`  ${place(lesson)}${path}${gone}`);
  }
  if (!yes && !agreed()) {
    console.log("Nothing was changed.");
    return 1;
  }
  const backup = await putBack(root, lesson, changed, files);
  console.log(
    backup === undefined
      ? "The starters are back."
      : `The starters are back. What you had is in ${style.bold(backup)}.`,
  );
  return 0;
}

/** What a reset would put back. */
export interface ChangedFiles {
  /** The starters of the files that differ, by their paths in the lesson's folder. */
  starters: LessonFiles;
  /** Whether the learner has a file there. */
  isThere(path: string): boolean;
}

/**
 * Compares a lesson's files with its starters.
 *
 * @param only The only files to look at.
 * @throws {UsageError} If there is no such file, or there are no starters.
 */
export async function changedFiles(
  root: URL,
  lesson: Lesson,
  only?: readonly string[],
): Promise<ChangedFiles> {
  const { number } = lesson;
  const yours = await readLearner(root, lesson);
  const starters = await readStarters(root, lesson);
  if (![...starters.keys()].some((path) => path.endsWith("lesson.json"))) {
    throw new UsageError(
      `Cannot reset ${number} as this copy of the course has neither solutions/ nor a Git history to take the starters from: get it again.`,
    );
  }
  const missing = only?.find((path) => !starters.has(path));
  if (missing !== undefined) {
    throw new UsageError(
      `There is no file "${missing}" in the starters of lesson ${number}: name it as it stands in lessons/${lesson.folder}/.`,
    );
  }
  const differ = new Map(
    [...starters].filter(([path, text]) =>
      (only?.includes(path) ?? true) && yours.get(path) !== text &&
      // What several lessons share may be the learner's own, such as a mutex.
      (only !== undefined || !path.startsWith("../") || !yours.has(path))
    ),
  );
  return { starters: differ, isThere: (path) => yours.has(path) };
}

/**
 * Puts starters back, after a copy of what is there was kept.
 *
 * @param only As in {@linkcode changedFiles}: the lesson's progress stays then.
 * @returns The copy's path, if there was something to keep.
 */
export async function putBack(
  root: URL,
  lesson: Lesson,
  { starters, isThere }: ChangedFiles,
  only?: readonly string[],
): Promise<string | undefined> {
  const folders = new Set(
    [...starters.keys()].filter(isThere).map((path) =>
      path.startsWith("../") ? "given" : lesson.folder
    ),
  );
  let backup: string | undefined;
  for (const folder of folders) backup = await backUp(root, folder);
  await writeFiles(new URL(place(lesson), root), starters);
  if (only === undefined) {
    await saveProgress(root, (progress) => progress.forget(lesson));
  }
  return backup;
}

function place(lesson: Lesson): string {
  return `lessons/${lesson.folder}/`;
}

// The course's types are those that workers have too, which lack it.
declare function prompt(message: string): string | null;

/** Asks; Ctrl-C and the end of input mean no. */
function agreed(): boolean {
  if (!Deno.stdin.isTerminal()) {
    throw new UsageError(
      "Cannot ask whether to reset as standard input is no terminal: add --yes.",
    );
  }
  const answer = prompt("Go on? A backup is kept. [y/N]") ?? "";
  return /^y(es)?$/i.test(answer.trim());
}
