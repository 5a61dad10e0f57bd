import { findLesson, findStep } from "../lesson/find.ts";
import { type Lesson, readLessons, type Step } from "../lesson/manifest.ts";
import { Progress, saveProgress } from "../progress/progress.ts";
import { stepText } from "../report/edit_text.ts";
import { command } from "../terminal/command.ts";
import { style, wrap } from "../terminal/text.ts";
import { currentLesson } from "./start.ts";

/**
 * `deno task hint 7.1.2`: the step's hints so far and one more. A lesson's
 * number stands for its first step that has not passed, and no number for the
 * step that failed last.
 */
export async function hint(
  root: URL,
  number: string | undefined,
): Promise<number> {
  const lessons = await readLessons(root);
  const progress = await Progress.read(root);
  const { lesson, step } = stepFor(
    lessons,
    progress,
    number ?? progress.failed ?? currentLesson(lessons, progress).number,
  );
  const { shown, left } = oneMoreHint(progress, step);
  console.log(style.bold(`${step.step} ${step.title}`));
  for (const line of stepText(lesson, step)) console.log(line);
  console.log("");
  for (const [index, text] of shown.entries()) {
    console.log(wrap(text, "     ", `  ${index + 1}. `));
  }
  console.log(
    left > 0
      ? `\n${left} more: ${style.bold(command(`hint ${step.step}`))}`
      : `\nThat was the last one. The solution: ${
        style.bold(command(`diff ${step.step} --spoil`))
      }`,
  );
  await saveProgress(
    root,
    (saved) => saved.recordHint(step.step, step.hints.length),
  );
  return 0;
}

/** The hints of a step that were shown so far and one more; how many are left. */
function oneMoreHint(
  progress: Progress,
  { step, hints }: Step,
): { shown: string[]; left: number } {
  const shown = hints.slice(0, progress.hints(step) + 1);
  return { shown, left: hints.length - shown.length };
}

function stepFor(
  lessons: Lesson[],
  progress: Progress,
  number: string,
): { lesson: Lesson; step: Step } {
  if (number.split(".").length > 2) return findStep(lessons, number);
  const lesson = findLesson(lessons, number);
  const step = progress.next(lesson) ?? lesson.steps[0];
  return step ? { lesson, step } : findStep(lessons, `${number}.1`);
}
