import { findLesson, findStep } from "../lesson/find.ts";
import { readLessons } from "../lesson/manifest.ts";
import { Progress, saveProgress } from "../progress/progress.ts";
import { command } from "../terminal/command.ts";
import { style, wrap } from "../terminal/text.ts";

/**
 * `deno task hint 7.1.2`: the step's hints so far and one more. A lesson's
 * number stands for its first step that has not passed.
 */
export async function hint(root: URL, number: string): Promise<number> {
  const lessons = await readLessons(root);
  const progress = await Progress.read(root);
  const step = number.split(".").length === 2
    ? progress.next(findLesson(lessons, number)) ??
      findLesson(lessons, number).steps[0]
    : findStep(lessons, number).step;
  if (step === undefined) return 0;

  const shown = Math.min(progress.hints(step.step) + 1, step.hints.length);
  console.log(`${style.bold(`${step.step} ${step.title}`)}\n`);
  for (const [index, text] of step.hints.slice(0, shown).entries()) {
    console.log(wrap(text, "     ", `  ${index + 1}. `));
  }
  const left = step.hints.length - shown;
  console.log(
    left > 0
      ? `\n${left} more: ${style.bold(command(`hint ${step.step}`))}`
      : `\nThat was the last one. The solution: ${
        style.bold(command(`diff ${step.step} --spoil`))
      }`,
  );
  await saveProgress(root, (saved) => saved.recordHints(step.step, shown));
  return 0;
}
