import { CourseError } from "../terminal/errors.ts";
import type { Lesson } from "../lesson/manifest.ts";
import type { Equivalent } from "../../tests/harness/mutant.ts";

/**
 * The changes of a lesson's solution that no test can tell from it, as
 * `tests/7.x-name/equivalent.ts` lists them; none where there is no such file.
 *
 * @throws {CourseError} If the list cannot be loaded.
 */
export async function readEquivalent(
  root: URL,
  lesson: Lesson,
): Promise<readonly Equivalent[]> {
  const path = `tests/${lesson.folder}/equivalent.ts`;
  const file = new URL(path, root);
  try {
    await Deno.lstat(file);
  } catch {
    return [];
  }
  try {
    return (await import(file.href)).equivalent;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CourseError(`Cannot load ${path}: ${reason}`);
  }
}
