import type { Lesson } from "../../lesson/lesson.ts";
import type { CodeFile } from "./protocol.ts";

/** What the engine knows of a lesson: `engine/lessons/7.4.json`. */
export interface LessonPack {
  lesson: Lesson;
  /** Its files as they were at the start, and those that lessons share. */
  files: CodeFile[];
  /** The test files of each step that runs here, by its number. */
  tests: Record<string, string[]>;
  /** The models of the tests, in their order. */
  models: ModelEntry[];
}

/** A model of the tests. */
export interface ModelEntry {
  /** `"7.4.2-two-threads"`: it starts with the step's number. */
  name: string;
  /** The module that exports it: `tests/7.4-locks/models/mutex.ts`. */
  path: string;
  threads: number;
}
