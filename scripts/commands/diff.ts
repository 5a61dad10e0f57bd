import { createTwoFilesPatch } from "diff";
import {
  type LessonFiles,
  readLearner,
  readSolution,
  startersOf,
} from "../lesson/files.ts";
import { findLesson, findStep } from "../lesson/find.ts";
import { type Lesson, readLessons, type Step } from "../lesson/manifest.ts";
import { withoutMarks } from "../lesson/regions.ts";
import { hasSolutions } from "../lesson/without_solutions.ts";
import { Progress } from "../progress/progress.ts";
import { command } from "../terminal/command.ts";
import { style } from "../terminal/text.ts";

/**
 * `deno task diff 7.1`: the learner's files against the solution. What the
 * solution has for a step that has not passed stays hidden, unless `spoil`.
 *
 * @param number A lesson, or one step of it: then its file alone.
 */
export async function diff(
  root: URL,
  number: string,
  { spoil = false }: { spoil?: boolean } = {},
): Promise<number> {
  const lessons = await readLessons(root);
  if (!await hasSolutions(root)) {
    console.log(
      "There is none to compare with: this copy of the course has no solutions/.",
    );
    return 1;
  }
  const { lesson, steps } = chosen(lessons, number);
  const progress = await Progress.read(root);
  const open = steps.filter(({ step }) => !spoil && !progress.passed(step));
  if (open.length === steps.length) {
    const which = steps.length === 1
      ? `Step ${number} has not passed yet`
      : `No step of ${number} has passed yet`;
    console.log(
      `${which}, so the solution stays hidden. To see it all the same:\n  ${
        style.bold(command(`diff ${number} --spoil`))
      }`,
    );
    return 1;
  }

  // With --spoil on one step, the other open steps stay hidden.
  const shown = new Set(
    steps.filter((step) => !open.includes(step)).map(({ step }) => step),
  );
  const theirs = startersOf(
    await readSolution(root, lesson),
    (step) => !shown.has(step) && !progress.passed(step),
  );
  const yours = await readLearner(root, lesson);
  const files = new Set(steps.flatMap(({ files }) => files));
  const tasks = taskLines(theirs);
  let same = true;
  for (const file of files) {
    const patch = createTwoFilesPatch(
      `yours: lessons/${lesson.folder}/${file}`,
      `solution: solutions/${lesson.folder}/${file}`,
      comparable(yours.get(file), tasks),
      comparable(theirs.get(file), tasks),
      undefined,
      undefined,
      { ignoreWhitespace: false, context: 3 },
    );
    if (!patch.includes("\n@@")) continue;
    same = false;
    console.log(coloured(patch.replace(/^=+\n/, "")));
  }
  if (same) console.log("Your code and the solution are the same.");
  if (open.length > 0) {
    console.log(
      `Hidden until they pass: ${open.map(({ step }) => step).join(", ")}.`,
    );
  }
  return 0;
}

function chosen(
  lessons: Lesson[],
  number: string,
): { lesson: Lesson; steps: Step[] } {
  if (number.split(".").length === 2) {
    const lesson = findLesson(lessons, number);
    return { lesson, steps: lesson.steps };
  }
  const { lesson, step } = findStep(lessons, number);
  return { lesson, steps: [step] };
}

/** The lines of the tasks' comments, which many delete once they are done. */
function taskLines(files: LessonFiles): Set<string> {
  const lines = [...files.values()].flatMap((text) =>
    text.match(/^ *\/\/ TODO\([\d.]+\): .*(\n *\/\/ (?!#region).*)*/gm) ?? []
  );
  return new Set(lines.flatMap((task) => task.split("\n")));
}

/**
 * A file without the comments of tasks, region marks and carriage returns; what
 * is hidden, or not written, is said in a comment.
 */
function comparable(text = "", tasks: ReadonlySet<string>): string {
  const lines = text.replaceAll("\r\n", "\n").split("\n")
    .filter((line) => !tasks.has(line));
  return withoutMarks(lines.join("\n")).replaceAll(
    /throw new Error\("TODO\((\d+\.\d+\.\d+)\)"\);/g,
    "// … step $1, not written yet or hidden until it passes",
  );
}

function coloured(patch: string): string {
  return patch.split("\n").map((line) => {
    if (line.startsWith("+")) return style.green(line);
    if (line.startsWith("-")) return style.red(line);
    return line.startsWith("@@") ? style.dim(line) : line;
  }).join("\n");
}
