import type { LessonFiles } from "./files.ts";
import type { Lesson } from "./manifest.ts";

/**
 * The file and line where git left the marks of a conflict, as a sentence that
 * says what to do; nothing if there are none.
 *
 * @param files What the learner has.
 */
export async function conflictIn(
  root: URL,
  { folder }: Lesson,
  files: LessonFiles,
): Promise<string | undefined> {
  for (const [path, text] of files) {
    const line = text.split("\n").findIndex((line) =>
      /^<{7}( |\r?$)/.test(line)
    );
    if (line < 0) continue;
    const merging = new URL(".git/MERGE_HEAD", root);
    const mine = await Deno.lstat(merging).then(() => "ours", () => "theirs");
    const file = `lessons/${folder}/${path}`;
    return `${file}:${
      line + 1
    } has the marks of a conflict: Git could not join what you wrote with what the course has changed. \`git checkout --${mine} ${file}\` takes yours as it was; then run the same command again.`;
  }
  return undefined;
}

/** Files of the lesson's steps that lie where no test looks, a sentence each. */
export async function misplaced(
  root: URL,
  { folder, steps }: Lesson,
  files: LessonFiles,
  starters: LessonFiles,
): Promise<string[]> {
  const asked = new Set(steps.flatMap(({ files }) => files));
  const found = [...files.keys()].filter((path) =>
    asked.has(baseOf(path)) && path !== baseOf(path) && !starters.has(path)
  ).map((path) => `lessons/${folder}/${path}`);
  for (const name of asked) {
    if (files.has(name)) continue;
    for (const path of [`lessons/${name}`, name]) {
      const isThere = await Deno.lstat(new URL(path, root))
        .then(({ isFile }) => isFile, () => false);
      if (isThere) found.push(path);
    }
  }
  return found.map((path) =>
    `${path} is not used: the tests look at lessons/${folder}/${baseOf(path)}.`
  );
}

function baseOf(path: string): string {
  return path.split("/").at(-1) ?? "";
}
