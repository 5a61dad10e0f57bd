import { fileURLToPath } from "node:url";
import { CourseError } from "../terminal/errors.ts";
import { type LessonFiles, SHARED } from "./given.ts";
import { makeStarter } from "./regions.ts";
import type { Lesson } from "./manifest.ts";
import { firstFiles, hasSolutions } from "./without_solutions.ts";

export { isGiven, type LessonFiles } from "./given.ts";

/**
 * The address of a path inside a folder. A learner's file may have any name:
 * `#` and `%` mean something else in an address.
 */
export function fileUrl(folder: URL, path: string): URL {
  return new URL(path.split("/").map(encodeURIComponent).join("/"), folder);
}

/**
 * Reads a folder's text files, with their paths inside it, in order of their
 * names. A folder that does not exist has none.
 *
 * @param deep Whether those of its folders belong to it.
 */
export async function readFiles(
  folder: URL,
  { deep = true }: { deep?: boolean } = {},
): Promise<LessonFiles> {
  const files: [string, string][] = [];
  const walk = async (prefix: string) => {
    for await (const entry of Deno.readDir(fileUrl(folder, prefix))) {
      const path = `${prefix}${entry.name}`;
      if (entry.isDirectory && deep) await walk(`${path}/`);
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

/** Writes files into a folder, which is made where it is missing. */
export async function writeFiles(
  folder: URL,
  files: LessonFiles,
): Promise<void> {
  for (const [path, text] of files) {
    const file = fileUrl(folder, path);
    await Deno.mkdir(new URL("./", file), { recursive: true });
    await Deno.writeTextFile(file, text);
  }
}

/**
 * Copies a file, or a folder with all that is in it. What is neither, such as
 * an editor's link to nowhere, stays behind.
 */
export async function copy(from: URL, to: URL): Promise<void> {
  const { isDirectory, isFile } = await Deno.lstat(from);
  if (isFile) {
    await Deno.mkdir(new URL("./", to), { recursive: true });
    await Deno.copyFile(from, to);
  }
  if (!isDirectory) return;
  await Deno.mkdir(to, { recursive: true });
  for await (const { name } of Deno.readDir(from)) {
    await copy(inside(from, name), inside(to, name));
  }
}

function inside(folder: URL, name: string): URL {
  return fileUrl(new URL(`${folder.href.replace(/\/$/, "")}/`), name);
}

/** Copies a folder of `lessons/` to `.course/backups/` and gives the copy's path. */
export async function backUp(root: URL, kept: string): Promise<string> {
  const backups = new URL(".course/backups/", root);
  await Deno.mkdir(backups, { recursive: true });
  const day = new Date().toISOString().slice(0, 10);
  const folder = await Deno.makeTempDir({
    dir: fileURLToPath(backups),
    prefix: `${kept}-${day}-`,
  });
  const name = folder.split(/[/\\]/).at(-1) ?? "";
  await copy(new URL(`lessons/${kept}/`, root), new URL(`${name}/`, backups));
  return `.course/backups/${name}/`;
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

/** A lesson as the learner has it, and what it shares with others below `../`. */
export async function readLearner(
  root: URL,
  lesson: Lesson,
): Promise<LessonFiles> {
  const own = await readFiles(new URL(`lessons/${lesson.folder}/`, root));
  return withShared(own, await readFiles(new URL("lessons/given/", root)));
}

/** The same, as it was at the start. */
export async function readStarters(
  root: URL,
  lesson: Lesson,
): Promise<LessonFiles> {
  const own = await hasSolutions(root)
    ? startersOf(await readSolution(root, lesson))
    : await firstFiles(root, lesson.folder);
  return withShared(own, await readShared(root));
}

function withShared(own: LessonFiles, shared: LessonFiles): LessonFiles {
  const there = [...shared].map(([path, text]) =>
    [`${SHARED}${path}`, text] as const
  );
  return new Map([...own, ...there]);
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
