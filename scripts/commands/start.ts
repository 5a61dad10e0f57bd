import { readLessons } from "../lesson/manifest.ts";
import { Progress } from "../progress/progress.ts";
import { command } from "../terminal/command.ts";
import { style } from "../terminal/style.ts";
import { checkLesson } from "./check_lesson.ts";
import { currentLesson, mapText } from "./map.ts";

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
