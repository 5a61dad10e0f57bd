import { isGiven, type LessonFiles } from "../lesson/given.ts";
import { type Lesson, readFirst, type Step } from "../lesson/lesson.ts";
import { type Task, taskAt, tasksAbout, tasksOf } from "../lesson/task.ts";
import { type Failure, type TestResult, unwritten } from "../runner/result.ts";

/** A file in the lesson's folder, or a line of it. */
export interface Place {
  file: string;
  line?: number;
}

/** The lesson as the learner has it, and as it was at the start. */
export interface Edited {
  lesson: Lesson;
  files: LessonFiles;
  starters: LessonFiles;
}

/** What to read, what to edit and what for. */
export interface Advice {
  /** Paths from the course's folder. */
  read: string[];
  edit: Place[];
  /** What the step asks for: what stands at its tasks, as far as they are meant. */
  task?: { step: Step; texts: string[] };
}

/** So many tasks are told in a failure. */
export const TASKS = 2;

/** What to read first for a step, and which files it asks for. */
export function adviceFor(lesson: Lesson, step: Step): Advice {
  return {
    read: readFirst(lesson, step),
    edit: step.files.map((file) => ({ file })),
  };
}

/** What to read, what to edit and what for, once a test has failed. */
export function adviceAfter(edited: Edited, result: TestResult): Advice {
  const { lesson } = edited;
  const { failure } = result;
  if (failure === undefined) return NONE;
  const number = unwritten(result) ?? result.step;
  const step = lesson.steps.find(({ step }) => step === number);
  const isUnwritten = number === unwritten(result);
  const places = placesIn(textOf(failure), edited, step?.files ?? []);
  if (failure.kind === "unloadable") {
    return { ...NONE, edit: places.slice(0, 1) };
  }
  if (step === undefined) return NONE;
  if (isUnwritten) return toWrite(edited, step, places);
  return failure.kind === "todo"
    ? { ...adviceFor(lesson, step), task: { step, texts: [] } }
    : toMend(edited, step, places, result);
}

const NONE: Advice = { read: [], edit: [] };

/** A step that is to be written: from the place that was reached. */
function toWrite(edited: Edited, step: Step, [reached]: Place[]): Advice {
  const { lesson, files } = edited;
  const left = tasksOf(files, step);
  const here =
    left.findLast(({ file, line }) =>
      file === reached?.file && line <= (reached.line ?? 0)
    ) ?? left[0];
  return {
    read: readFirst(lesson, step),
    edit: placesOf(
      new Set([...here ? [here.file] : [], ...step.files]),
      here ? [here, ...left] : left,
    ),
    task: taskOf(step, here ? [here] : tasksOf(edited.starters, step)),
  };
}

/** A step whose code must be mended, where the test or its failure points. */
function toMend(
  edited: Edited,
  step: Step,
  places: Place[],
  { test, misconception }: TestResult,
): Advice {
  const { files, starters } = edited;
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
  return {
    read: [],
    edit: place ? places : own,
    task: taskOf(step, isSaid ? [] : chosen),
  };
}

function taskOf(step: Step, tasks: readonly Task[]): Advice["task"] {
  return { step, texts: tasks.map(({ text }) => text) };
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
