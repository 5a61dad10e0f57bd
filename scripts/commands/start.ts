import { type Lesson, readLessons } from "../lesson/manifest.ts";
import { Progress } from "../progress/progress.ts";
import { command } from "../terminal/command.ts";
import { progressBar, style } from "../terminal/text.ts";
import { checkLesson } from "./check_lesson.ts";

/** `deno task start`: the map, and the first unfinished lesson's tests. */
export async function start(root: URL, signal: AbortSignal): Promise<number> {
  const lessons = await readLessons(root);
  const progress = await Progress.read(root);
  console.log(
    `${
      style.bold("How concurrent network servers work")
    }, in Deno and TypeScript\n`,
  );
  console.log(`${mapText(lessons, progress)}\n`);
  const { lesson, finished } = currentLesson(lessons, progress);
  if (finished) {
    console.log(
      `All lessons are done. Compare your code with the solutions: ${
        style.bold(command(`diff ${lesson.number}`))
      }`,
    );
    return 0;
  }
  console.log(
    `The text of lesson ${lesson.number} is lessons/${lesson.folder}/README.md.`,
  );
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
