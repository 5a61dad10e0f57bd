import { fileURLToPath } from "node:url";
import {
  copy,
  readLearner,
  readSolution,
  startersOf,
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
 */
export async function reset(
  root: URL,
  number: string,
  { yes = false }: { yes?: boolean } = {},
): Promise<number> {
  const lesson = findLesson(await readLessons(root), number);
  const yours = await readLearner(root, lesson);
  const starters = startersOf(await readSolution(root, lesson));
  const paths = [...starters.keys()];
  const missing = paths.filter((path) => !yours.has(path));
  const changed = paths.filter((path) =>
    yours.has(path) && yours.get(path) !== starters.get(path)
  );
  if (changed.length === 0 && missing.length === 0) {
    console.log(`Lesson ${number} is as it was at the start.`);
    return 0;
  }

  console.log(`This puts the starters of lesson ${number} back. Changed:`);
  for (const path of changed) console.log(`  ${place(lesson)}${path}`);
  for (const path of missing) {
    console.log(`  ${place(lesson)}${path} (missing)`);
  }
  if (!yes && !agreed()) {
    console.log("Nothing was changed.");
    return 1;
  }
  const backup = yours.size > 0 ? await keep(root, lesson) : undefined;
  await writeFiles(new URL(place(lesson), root), starters);
  await saveProgress(root, (progress) => progress.forget(lesson));
  console.log(
    backup === undefined
      ? "The starters are back."
      : `The starters are back. What you had is in ${style.bold(backup)}.`,
  );
  return 0;
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

/** Copies the learner's folder to a new one and gives its path. */
async function keep(root: URL, lesson: Lesson): Promise<string> {
  const backups = new URL(".course/backups/", root);
  await Deno.mkdir(backups, { recursive: true });
  const day = new Date().toISOString().slice(0, 10);
  const folder = await Deno.makeTempDir({
    dir: fileURLToPath(backups),
    prefix: `${lesson.folder}-${day}-`,
  });
  const name = folder.split(/[/\\]/).at(-1) ?? "";
  await copy(new URL(place(lesson), root), new URL(`${name}/`, backups));
  return `.course/backups/${name}/`;
}
