import { isGiven, type LessonFiles, startersOf } from "../lesson/files.ts";
import type { Lesson } from "../lesson/manifest.ts";
import { taskAt, tasksOf } from "../lesson/task.ts";
import { adviceAfter } from "../report/advice.ts";
import type { TestResult } from "../runner/result.ts";

/** A wrong version: the solution with one of its files changed. */
export interface Changed {
  lesson: Lesson;
  solution: LessonFiles;
  files: LessonFiles;
  /** The file that differs. */
  file: string;
}

/**
 * Why a failure sends the learner to the wrong place, as a sentence: "Edit"
 * must name the file that is wrong, and "Task" what is asked for at the line.
 * Code that is given is nobody's to edit.
 */
export function sentElsewhere(
  { lesson, solution, files, file }: Changed,
  failed: TestResult,
): string | undefined {
  if (isGiven(file)) return undefined;
  const starters = startersOf(solution);
  const { edit, task } = adviceAfter({ lesson, files, starters }, failed);
  const line = 1 + firstDifference(solution.get(file), files.get(file));
  if (!edit.some((place) => place.file === file)) {
    const named = edit.map(({ file, line }) => `${file}:${line}`).join(", ");
    return `"Edit" must name ${file}, where line ${line} is wrong, and names ${named}: see "about" of its misconception.`;
  }
  const step = lesson.steps.find(({ step }) => step === failed.step);
  const tasks = step === undefined ? [] : tasksOf(starters, step);
  const asked = taskAt(tasks, { file, line }, solution, starters);
  if (asked === undefined) return undefined;
  const places = edit.filter((place) => place.file === file);
  const isThere = places.some((place) =>
    place.line === undefined ||
    taskAt(tasks, place, files, starters)?.text === asked.text
  );
  if (!isThere) {
    return `"Edit" must name a line of what "${asked.text}" asks for, as line ${line} of ${file} is wrong, and names line ${
      places[0]?.line
    }: see "about" of its misconception.`;
  }
  if (!task?.texts.length || task.texts.includes(asked.text)) return undefined;
  return `"Task" must be the one at line ${line} of ${file}, "${asked.text}", and is "${
    task.texts[0]
  }": see "about" of its misconception.`;
}

function firstDifference(before = "", after = ""): number {
  const lines = after.split("\n");
  return before.split("\n").findIndex((line, at) => line !== lines[at]);
}
