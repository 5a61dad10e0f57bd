import type {
  Catalogue,
  Misconception,
} from "../../tests/harness/story/misconceptions.ts";
import { CourseError } from "../terminal/errors.ts";
import type { Lesson } from "../lesson/manifest.ts";
import type { Diagnosis, TestResult } from "./result.ts";

/** Finds what a failed test shows; nothing where what happened decides nothing. */
export type Diagnose = (failed: TestResult) => Diagnosis | undefined;

/** What `tests/7.x-name/misconceptions.ts` exports. */
interface Misconceptions {
  misconceptions: Catalogue;
  /**
   * For failures in which no assertion speaks: what the code threw, what it
   * left open, how its process ended.
   */
  recognise?: (failed: TestResult) => string | undefined;
}

/**
 * How failures of a lesson are understood: by its catalogue of misconceptions.
 *
 * @throws {CourseError} If the catalogue cannot be loaded.
 */
export async function diagnosisOf(
  root: URL,
  lesson: Lesson,
): Promise<Diagnose> {
  const { misconceptions, recognise } = await readCatalogue(root, lesson);
  return (failed) => {
    const { failure } = failed;
    const id =
      (failure?.kind === "story" ? failure.verdict.misconception : undefined) ??
        recognise?.(failed);
    const entry: Misconception | undefined = misconceptions[id ?? ""];
    return id === undefined || entry === undefined ? undefined : {
      id,
      says: entry.says,
      text: `lessons/${lesson.folder}/README.md#${entry.section}`,
    };
  };
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
