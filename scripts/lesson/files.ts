import { makeStarter } from "./regions.ts";
import type { Lesson } from "./manifest.ts";

/** Files by their path inside a lesson's folder. */
export type LessonFiles = Map<string, string>;

/**
 * Reads a folder's text files, with their paths inside it, in order of their
 * names. A folder that does not exist has none.
 */
export async function readFiles(folder: URL): Promise<LessonFiles> {
  const files: [string, string][] = [];
  const walk = async (prefix: string) => {
    for await (const entry of Deno.readDir(new URL(prefix, folder))) {
      const path = `${prefix}${entry.name}`;
      if (entry.isDirectory) await walk(`${path}/`);
      else files.push([path, await Deno.readTextFile(new URL(path, folder))]);
    }
  };
  try {
    await walk("./");
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return new Map(
    files.map(([path, text]) => [path.slice(2), text] as [string, string])
      .sort(([a], [b]) => a < b ? -1 : 1),
  );
}

/** A lesson's solution. */
export function readSolution(root: URL, lesson: Lesson): Promise<LessonFiles> {
  return readFiles(new URL(`solutions/${lesson.folder}/`, root));
}

/** A lesson as the learner has it. */
export function readLearner(root: URL, lesson: Lesson): Promise<LessonFiles> {
  return readFiles(new URL(`lessons/${lesson.folder}/`, root));
}

/** The starters of a solution, or with some steps left in it. */
export function startersOf(
  solution: LessonFiles,
  unsolved?: (step: string) => boolean,
): LessonFiles {
  return new Map(
    [...solution].map(([path, text]) => [
      path,
      path.endsWith(".ts") ? makeStarter(text, unsolved) : text,
    ]),
  );
}
