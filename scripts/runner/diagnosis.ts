import type { Lesson } from "../lesson/lesson.ts";
import { CourseError } from "../terminal/errors.ts";
import { type Diagnose, diagnoseBy, type Misconceptions } from "./diagnose.ts";

/**
 * How failures of a lesson are understood: by its catalogue of misconceptions.
 *
 * @throws {CourseError} If the catalogue cannot be loaded.
 */
export async function diagnosisOf(
  root: URL,
  lesson: Lesson,
): Promise<Diagnose> {
  return diagnoseBy(await readCatalogue(root, lesson), lesson);
}

/** The lesson's catalogue; an empty one where the lesson has none. */
export async function readCatalogue(
  root: URL,
  lesson: Lesson,
): Promise<Misconceptions> {
  const path = `tests/${lesson.folder}/misconceptions.ts`;
  const file = new URL(path, root);
  try {
    await Deno.lstat(file);
  } catch {
    return { misconceptions: {} };
  }
  try {
    return await import(file.href);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CourseError(`Cannot load ${path}: ${reason}`);
  }
}
