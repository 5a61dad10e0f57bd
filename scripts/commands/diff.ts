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
  const { steps } = chosen(lessons, number);
  const { patches, hidden } = await compare(root, lessons, number, { spoil });
  if (hidden.length === steps.length) {
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
  for (const { patch } of patches) console.log(coloured(patch));
  if (patches.length === 0) {
    console.log("Your code and the solution are the same.");
  }
  if (hidden.length > 0) {
    console.log(`Hidden until they pass: ${hidden.join(", ")}.`);
  }
  return 0;
}

/** The learner's files against the solution. */
export interface Comparison {
  /** Unified diffs, of files that are not the same. */
  patches: { file: string; patch: string }[];
  /** The steps whose solution stays hidden until they pass; nothing is shown when all do. */
  hidden: string[];
}

/**
 * Compares the learner's files with the solution.
 *
 * @param number A lesson, or one step of it.
 * @throws {UsageError} If there is none of that number.
 */
export async function compare(
  root: URL,
  lessons: Lesson[],
  number: string,
  { spoil = false }: { spoil?: boolean } = {},
): Promise<Comparison> {
  const { lesson, steps } = chosen(lessons, number);
  const progress = await Progress.read(root);
  const open = steps.filter(({ step }) => !spoil && !progress.passed(step));
  const hidden = open.map(({ step }) => step);
  if (open.length === steps.length) return { patches: [], hidden };
  // With --spoil on one step, the other open steps stay hidden.
  const shown = new Set(
    steps.filter((step) => !open.includes(step)).map(({ step }) => step),
  );
  const theirs = startersOf(
    await readSolution(root, lesson),
    (step) => !shown.has(step) && !progress.passed(step),
  );
  const yours = await readLearner(root, lesson);
  const tasks = taskLines(theirs);
  const patches: Comparison["patches"] = [];
  for (const file of new Set(steps.flatMap(({ files }) => files))) {
    const patch = createTwoFilesPatch(
      `yours: lessons/${lesson.folder}/${file}`,
      `solution: solutions/${lesson.folder}/${file}`,
      comparable(yours.get(file), tasks),
      comparable(theirs.get(file), tasks),
      undefined,
      undefined,
      { ignoreWhitespace: false, context: 3 },
    );
    if (patch.includes("\n@@")) {
      patches.push({ file, patch: patch.replace(/^=+\n/, "") });
    }
  }
  return { patches, hidden };
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
