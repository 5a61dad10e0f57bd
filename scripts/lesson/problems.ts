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
export function misplaced(
  { folder, steps }: Lesson,
  files: LessonFiles,
  starters: LessonFiles,
): string[] {
  const asked = new Set(steps.flatMap(({ files }) => files));
  return [...files.keys()].flatMap((path) => {
    const name = path.split("/").at(-1) ?? "";
    return path !== name && asked.has(name) && !starters.has(path)
      ? `lessons/${folder}/${path} is not used: the tests look at lessons/${folder}/${name}.`
      : [];
  });
}
