import { CourseError } from "./course_error.ts";
import { fileUrl } from "./file_url.ts";
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
    for await (const entry of Deno.readDir(fileUrl(folder, prefix))) {
      const path = `${prefix}${entry.name}`;
      if (entry.isDirectory) await walk(`${path}/`);
      // Editors keep links to nowhere beside an open file.
      else if (entry.isFile) {
        files.push([path, await Deno.readTextFile(fileUrl(folder, path))]);
      }
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

/** The given code that more than one lesson uses, as the course has it. */
export async function readShared(root: URL): Promise<LessonFiles> {
  const shared = await readFiles(new URL("solutions/given/", root));
  return shared.size > 0 ? shared : readFiles(new URL("lessons/given/", root));
}

/** Whether a path in a lesson's folder is one that learners do not write. */
export function isGiven(path: string): boolean {
  return /^(given|c)\//.test(path);
}

/** A lesson as the learner has it. */
export function readLearner(root: URL, lesson: Lesson): Promise<LessonFiles> {
  return readFiles(new URL(`lessons/${lesson.folder}/`, root));
}

/**
 * The starters of a solution, or with some steps left in it.
 *
 * @throws {CourseError} If the region marks of a file do not pair; the message
 * names the file and the line.
 */
export function startersOf(
  solution: LessonFiles,
  unsolved?: (step: string) => boolean,
): LessonFiles {
  return new Map(
    [...solution].map(([path, text]) => [
      path,
      path.endsWith(".ts") ? starterOf(path, text, unsolved) : text,
    ]),
  );
}

function starterOf(
  path: string,
  text: string,
  unsolved?: (step: string) => boolean,
): string {
  try {
    return makeStarter(text, unsolved);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CourseError(
      `Cannot make the starter of ${path}: ${error.message}`,
    );
  }
}
