import { isGiven, type LessonFiles } from "../lesson/files.ts";
import { type Lesson, readFirst, type Step } from "../lesson/manifest.ts";
import { type Task, taskAt, tasksAbout, tasksOf } from "../lesson/task.ts";
import { type Failure, type TestResult, unwritten } from "../runner/result.ts";
import { labelled } from "./failure_text.ts";

/** A file in the lesson's folder, or a line of it. */
interface Place {
  file: string;
  line?: number;
}

/** The lesson as the learner has it, and as it was at the start. */
export interface Edited {
  lesson: Lesson;
  files: LessonFiles;
  starters: LessonFiles;
}

/** So many tasks are told in a failure. */
const TASKS = 2;

/** What to read first for a step, and which files it asks for. */
export function stepText(lesson: Lesson, step: Step): string[] {
  return [
    ...readText(lesson, step),
    editLine(lesson, step.files.map((file) => ({ file }))),
  ];
}

function readText(lesson: Lesson, step: Step): string[] {
  const paths = readFirst(lesson, step);
  return paths.length > 0 ? [labelled("Read", paths.join("\n"))] : [];
}

function editLine({ folder }: Lesson, places: readonly Place[]): string {
  const paths = places.map(({ file, line }) =>
    `lessons/${folder}/${file}${line === undefined ? "" : `:${line}`}`
  );
  return labelled("Edit", paths.join("\n"));
}

/** What to read, what to edit and what for, once a test has failed. */
export function editText(edited: Edited, result: TestResult): string[] {
  const { lesson } = edited;
  const { failure } = result;
  if (failure === undefined) return [];
  const number = unwritten(result) ?? result.step;
  const step = lesson.steps.find(({ step }) => step === number);
  const isUnwritten = number === unwritten(result);
  const places = placesIn(textOf(failure), edited, step?.files ?? []);
  if (failure.kind === "unloadable") {
    const [place] = places;
    return place ? [editLine(lesson, [place])] : [];
  }
  if (step === undefined) return [];
  if (isUnwritten) return writeText(edited, step, places);
  return failure.kind === "todo"
    ? [...stepText(lesson, step), taskText(step, [])]
    : mendText(edited, step, places, result);
}

/** A step that is to be written: from the place that was reached. */
function writeText(edited: Edited, step: Step, [reached]: Place[]): string[] {
  const { lesson, files } = edited;
  const left = tasksOf(files, step);
  const here =
    left.findLast(({ file, line }) =>
      file === reached?.file && line <= (reached.line ?? 0)
    ) ?? left[0];
  return [
    ...readText(lesson, step),
    editLine(
      lesson,
      placesOf(
        new Set([...here ? [here.file] : [], ...step.files]),
        here ? [here, ...left] : left,
      ),
    ),
    taskText(step, here ? [here] : tasksOf(edited.starters, step)),
  ];
}

/** A step whose code must be mended, where the test or its failure points. */
function mendText(
  edited: Edited,
  step: Step,
  places: Place[],
  { test, misconception }: TestResult,
): string[] {
  const { lesson, files, starters } = edited;
  const [place] = places;
  const tasks = tasksOf(starters, step);
  const left = tasksOf(files, step);
  const here = place && taskAt(tasks, place, files, starters);
  const near = here
    ? [here]
    : place
    ? tasks.filter(({ file }) => file === place.file)
    : tasksAbout(tasks, test.split(" ")[1] ?? "", starters);
  const chosen = near.length > 0 ? near : tasks;
  const own = near.length > 0
    ? placesOf(new Set(near.map(({ file }) => file)), left, near)
    : placesOf(step.files, left);
  // What is wrong was said; of several tasks, which one is meant is not known.
  const isSaid = misconception !== undefined && chosen.length > 1;
  return [
    editLine(lesson, place ? places : own),
    taskText(step, isSaid ? [] : chosen),
  ];
}

/**
 * A place for each of these files: its first task, where one is left.
 *
 * @param among Only tasks that say the same as one of these.
 */
function placesOf(
  files: Iterable<string>,
  left: readonly Task[],
  among: readonly Task[] = left,
): Place[] {
  return [...files].map((file) =>
    left.find((task) =>
      task.file === file && among.some(({ text }) => text === task.text)
    ) ?? { file }
  );
}

function taskText({ step, title }: Step, tasks: readonly Task[]): string {
  const more = tasks.length - TASKS;
  return labelled(
    "Task",
    [
      tasks[0] ? `${step} ${title}: ${tasks[0].text}` : `${step} ${title}`,
      ...tasks.slice(1, TASKS).map(({ text }) => `Also: ${text}`),
      ...(more > 0 ? [`And ${more} more in the step's files.`] : []),
    ].join("\n"),
  );
}

/**
 * The places of the learner's that a failure names, the most telling one first:
 * the first line of a stack, or the last line of a schedule in each file.
 */
function placesIn(
  text: string,
  { lesson, files }: Edited,
  own: string[],
): Place[] {
  const theirs = [...files.keys()].filter((path) =>
    path.endsWith(".ts") && !isGiven(path)
  );
  const stack = new RegExp(`lessons/${lesson.folder}/([^\\s:'"]+):(\\d+)`, "g");
  for (const [, path = "", line] of text.matchAll(stack)) {
    const file = decodeURI(path);
    if (theirs.includes(file)) return [{ file, line: Number(line) }];
  }
  const sites = new Map<string, Place>();
  for (
    const [, file = "", line] of text.matchAll(
      /(?<![\w/.-])([\w-]+\.ts):(\d+)/g,
    )
  ) {
    if (!theirs.includes(file)) continue;
    sites.delete(file);
    sites.set(file, { file, line: Number(line) });
  }
  const named = [...sites.values()].reverse();
  const inStep = named.filter(({ file }) => own.includes(file));
  return inStep.length > 0 ? inStep : named.slice(0, 1);
}

/** What a failure says that may name a place. */
function textOf(failure: Failure): string {
  switch (failure.kind) {
    case "story":
      return failure.verdict.got;
    case "threw":
    case "unloadable":
    case "todo":
      return failure.error ?? "";
    default:
      return "";
  }
}
