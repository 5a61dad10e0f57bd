import type { Lesson } from "../lesson/manifest.ts";
import type { Progress } from "../progress/progress.ts";
import { progressBar } from "../terminal/progress_bar.ts";
import { style } from "../terminal/style.ts";

/** The lessons with how far the learner has come in each. */
export function mapText(lessons: Lesson[], progress: Progress): string {
  const width = Math.max(...lessons.map(({ title }) => title.length));
  return lessons.map((lesson) => {
    const { steps, points } = progress.of(lesson);
    const bar = progressBar(steps, lesson.steps.length, 10);
    return `  ${style.bold(lesson.number)}  ${
      lesson.title.padEnd(width)
    }  ${bar} steps, ${points} points`;
  }).join("\n");
}

/** The first lesson that is not finished; the last one when all are. */
export function currentLesson(
  lessons: Lesson[],
  progress: Progress,
): { lesson: Lesson; finished: boolean } {
  const open = lessons.find((lesson) => progress.next(lesson) !== undefined);
  const lesson = open ?? lessons.at(-1);
  if (lesson === undefined) {
    throw new TypeError("Cannot find a lesson as solutions/ holds none.");
  }
  return { lesson, finished: open === undefined };
}
