import { isGiven, type LessonFiles } from "../lesson/files.ts";
import type { Lesson } from "../lesson/manifest.ts";

/** Paths that a module names: what it imports, and the programs it starts. */
const NAMED = /"(\.{1,2}\/[^"]+\.ts)"/g;

/**
 * The steps whose tests may come out differently when some of a lesson's files
 * are others: those whose files are among them, or name one of them, also by
 * way of others.
 *
 * @param files The lesson with the other files in it.
 * @param changed The paths of those files.
 */
export function touchedSteps(
  lesson: Lesson,
  files: LessonFiles,
  changed: readonly string[],
): string[] {
  const touched = new Set(changed);
  const here = new URL("file:///lesson/");
  for (let before = -1; before !== touched.size;) {
    before = touched.size;
    for (const [path, text] of files) {
      const named = [...text.matchAll(NAMED)].map(([, to = ""]) =>
        new URL(to, new URL(path, here)).pathname.slice("/lesson/".length)
      );
      if (named.some((to) => touched.has(to))) touched.add(path);
    }
  }
  // What a given file does, the tests may look at themselves.
  const all = [...changed].some(isGiven);
  return lesson.steps
    .filter(({ files }) => all || files.some((file) => touched.has(file)))
    .map(({ step }) => step);
}
