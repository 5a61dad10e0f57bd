import { findLesson } from "../lesson/find.ts";
import { type Lesson, readLessons } from "../lesson/manifest.ts";
import { hasSolutions } from "../lesson/without_solutions.ts";
import { Progress } from "../progress/progress.ts";
import { stepText } from "../report/edit_text.ts";
import { command } from "../terminal/command.ts";
import { CourseError } from "../terminal/errors.ts";
import { progressBar, style } from "../terminal/text.ts";
import { checkLesson } from "./check_lesson.ts";

/**
 * `deno task start`: the map, what the next step asks for, and the tests of the
 * lesson that the learner works on.
 *
 * @param number A lesson to work on from now on.
 */
export async function start(
  root: URL,
  number: string | undefined,
  signal: AbortSignal,
): Promise<number> {
  const lessons = await readLessons(root);
  const chosen = number === undefined ? undefined : findLesson(lessons, number);
  const progress = await Progress.read(root);
  console.log(
    `${
      style.bold("How concurrent network servers work")
    }, in Deno and TypeScript\n`,
  );
  console.log(`${mapText(lessons, progress)}\n`);
  const lesson = chosen ?? currentLesson(lessons, progress);
  const step = progress.next(lesson);
  if (step === undefined && chosen === undefined) {
    if (!await hasSolutions(root)) {
      console.log("All lessons are done.");
      return 0;
    }
    console.log(
      `All lessons are done. Compare your code with the solutions: ${
        style.bold(command(`diff ${lesson.number}`))
      }`,
    );
    return 0;
  }
  console.log(`The text is lessons/${lesson.folder}/README.md.`);
  if (step !== undefined) {
    console.log(
      `The next step is ${style.bold(`${step.step} ${step.title}`)}:`,
    );
    for (const line of stepText(lesson, step)) console.log(line);
  }
  console.log("");
  return await checkLesson(root, lesson, { signal });
}

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

/**
 * The lesson that the learner works on, or the next one that is not finished;
 * when all are, the last one.
 */
export function currentLesson(lessons: Lesson[], progress: Progress): Lesson {
  const now = lessons.findIndex(({ number }) => number === progress.lesson);
  const inTurn = [...lessons.slice(Math.max(now, 0)), ...lessons];
  const lesson = inTurn.find((lesson) => progress.next(lesson)) ??
    lessons.at(-1);
  if (lesson !== undefined) return lesson;
  throw new CourseError(
    "Cannot find a lesson as there is none in this course.",
  );
}
