import { stdin, stdout } from "node:process";
import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";
import {
  type LessonFiles,
  readLearner,
  readSolution,
  startersOf,
} from "../lesson/files.ts";
import { writeFiles } from "../lesson/write_files.ts";
import { findLesson, type Lesson, readLessons } from "../lesson/manifest.ts";
import { Progress } from "../progress/progress.ts";
import { style } from "../terminal/style.ts";
import { UsageError } from "../terminal/usage_error.ts";

/**
 * `deno task reset 7.1`: puts the starters back, after asking; what the learner
 * wrote goes to a backup first.
 */
export async function reset(
  root: URL,
  number: string,
  { yes = false }: { yes?: boolean } = {},
): Promise<number> {
  const lesson = findLesson(await readLessons(root), number);
  const yours = await readLearner(root, lesson);
  const starters = startersOf(await readSolution(root, lesson));
  const changed = [...yours].filter(([path, text]) =>
    starters.get(path) !== text
  ).map(([path]) => path);
  const missing = [...starters.keys()].filter((path) => !yours.has(path));
  if (changed.length === 0 && missing.length === 0) {
    console.log(`Lesson ${number} is as it was at the start.`);
    return 0;
  }

  console.log(`This puts the starters of lesson ${number} back. Changed:`);
  for (const path of changed) console.log(`  ${place(lesson)}${path}`);
  for (const path of missing) {
    console.log(`  ${place(lesson)}${path} (missing)`);
  }
  if (!yes && !await agreed()) {
    console.log("Nothing was changed.");
    return 1;
  }
  const backup = await keep(root, lesson, yours);
  await writeFiles(new URL(place(lesson), root), starters);
  await (await Progress.read(root)).forget(lesson);
  console.log(
    `The starters are back. What you had is in ${style.bold(backup)}.`,
  );
  return 0;
}

function place(lesson: Lesson): string {
  return `lessons/${lesson.folder}/`;
}

async function agreed(): Promise<boolean> {
  if (!Deno.stdin.isTerminal()) {
    throw new UsageError(
      "Cannot ask whether to reset as standard input is no terminal: add --yes.",
    );
  }
  using terminal = createInterface({ input: stdin, output: stdout });
  const answer = await terminal.question("Go on? A backup is kept. [y/N] ");
  return /^y(es)?$/i.test(answer.trim());
}

/** Copies the learner's files to a new folder and gives its path. */
async function keep(
  root: URL,
  lesson: Lesson,
  files: LessonFiles,
): Promise<string> {
  const backups = new URL(".course/backups/", root);
  await Deno.mkdir(backups, { recursive: true });
  const day = new Date().toISOString().slice(0, 10);
  const folder = await Deno.makeTempDir({
    dir: fileURLToPath(backups),
    prefix: `${lesson.folder}-${day}-`,
  });
  const name = folder.split(/[/\\]/).at(-1) ?? "";
  await writeFiles(new URL(`${name}/`, backups), files);
  return `.course/backups/${name}/`;
}
