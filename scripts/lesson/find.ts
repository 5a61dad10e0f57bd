import { UsageError } from "../terminal/errors.ts";
import type { Lesson, Step } from "./manifest.ts";

/**
 * The lesson with this number.
 *
 * @throws {UsageError} If there is none; the message lists those there are.
 */
export function findLesson(lessons: Lesson[], number: string): Lesson {
  const lesson = lessons.find((lesson) => lesson.number === number);
  if (lesson !== undefined) return lesson;
  const numbers = lessons.map((lesson) => lesson.number).join(", ");
  throw new UsageError(
    `There is no lesson "${number}": the lessons are ${numbers}.`,
  );
}

/**
 * The step with this number, and its lesson.
 *
 * @throws {UsageError} If there is none; the message lists those of its lesson.
 */
export function findStep(
  lessons: Lesson[],
  number: string,
): { lesson: Lesson; step: Step } {
  const lesson = findLesson(lessons, number.split(".").slice(0, 2).join("."));
  return { lesson, step: stepOf(lesson, number) };
}

/**
 * The lesson's step with this number.
 *
 * @throws {UsageError} If there is none; the message lists those there are.
 */
export function stepOf(lesson: Lesson, number: string): Step {
  const step = lesson.steps.find(({ step }) => step === number);
  if (step !== undefined) return step;
  throw new UsageError(
    `There is no step ${number} in lesson ${lesson.number}: it has the steps ${
      lesson.steps[0]?.step
    } to ${lesson.steps.at(-1)?.step}.`,
  );
}
