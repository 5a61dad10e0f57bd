import {
  isGiven,
  readLearner,
  readShared,
  readSolution,
  startersOf,
} from "../../lesson/files.ts";
import type { Lesson } from "../../lesson/manifest.ts";
import { type PlainPath, plainPath } from "../paths/plain_path.ts";

/** A lesson as the instructor's copy of the course has it. */
export interface LessonCopy {
  /** The folder that the submissions' files stand in: `lessons/7.4-locks`. */
  folder: string;
  /** The starters of what learners write, by their paths in the folder. */
  starters: ReadonlyMap<PlainPath, string>;
  /** The lesson's given code, by its paths in the folder. */
  given: ReadonlyMap<PlainPath, string>;
  /** Given code of several lessons, by its paths in `lessons/given/`. */
  shared: ReadonlySet<string>;
  /** Whether its code may compute what it imports. */
  computed: boolean;
}

/** What a solution that imports what it is told to looks like. */
const COMPUTED = /\bawait import\(\s*[^"\s]/;

/**
 * Reads a lesson of the instructor's copy. One that was handed out without
 * solutions has the starters, and nothing to hide from a computed import.
 */
export async function readLessonCopy(
  course: URL,
  lesson: Lesson,
): Promise<LessonCopy> {
  const solution = await readSolution(course, lesson);
  const isThere = solution.size > 0;
  const source = isThere
    ? startersOf(solution)
    : await readLearner(course, lesson);
  const code = [...source].filter(([name]) => /^(?!\.\.).+\.ts$/.test(name))
    .map(([name, text]) => [proved(name), text] as const);
  return {
    folder: `lessons/${lesson.folder}`,
    starters: new Map(code.filter(([name]) => !isGiven(name))),
    given: new Map(code.filter(([name]) => isGiven(name))),
    shared: new Set((await readShared(course)).keys()),
    computed: !isThere || solution.values().some((text) => COMPUTED.test(text)),
  };
}

function proved(name: string): PlainPath {
  const path = plainPath(name);
  if (path !== undefined) return path;
  throw new Error(
    `Cannot grade as the course has a file "${name}": rename it.`,
  );
}
