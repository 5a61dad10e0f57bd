import { type Lesson, readFirst, type Step } from "../lesson/lesson.ts";
import {
  isWithin,
  type Task,
  taskAt,
  tasksAbout,
  tasksOf,
} from "../lesson/task.ts";
import { type TestResult, unwritten } from "../runner/result.ts";
import {
  type Edited,
  mostTelling,
  type Place,
  placesAbout,
  siteSaid,
  sitesIn,
} from "./place.ts";

/** What to read, what to edit and what for. */
export interface Advice {
  /** Paths from the course's folder. */
  read: string[];
  edit: Place[];
  /** What the step asks for: what stands at its tasks, as far as they are meant. */
  task?: {
    step: Step;
    texts: string[];
    /** Whether it is only one of these, and not known which. */
    isOneOf?: boolean;
  };
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
  const sites = sitesIn(failure, edited);
  if (failure.kind === "unloadable") {
    return { ...NONE, edit: mostTelling(sites, step?.files ?? []).slice(0, 1) };
  }
  if (step === undefined) return NONE;
  if (isUnwritten) {
    return toWrite(edited, step, mostTelling(sites, step.files));
  }
  return failure.kind === "todo"
    ? { ...adviceFor(lesson, step), task: { step, texts: [] } }
    : toMend(edited, step, sites, result);
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
  sites: Place[],
  { test, failure, misconception }: TestResult,
): Advice {
  const { files, starters } = edited;
  const about = misconception?.about ?? [];
  const said = failure === undefined ? [] : siteSaid(
    failure,
    edited,
    step,
    about,
  );
  const shown = said.length > 0
    ? said
    : placesAbout(about, edited, step, sites, isOneOf(failure));
  const tasks = tasksOf(starters, step);
  // What is said is the step's. A line of another's is where it came to light.
  const asked = sites.filter((site) => taskAt(tasks, site, files, starters));
  const telling = misconception === undefined ? sites : asked;
  const last = mostTelling(telling, step.files);
  const left = tasksOf(files, step);
  const at = (tasks: readonly Task[], places: readonly Place[]) => [
    ...new Set(
      places.flatMap((place) => taskAt(tasks, place, files, starters) ?? []),
    ),
  ];
  const here = at(
    tasks,
    shown.length > 0 ? shown : isExplained(failure) ? last : telling,
  );
  const places = shown.length > 0
    ? shown
    // Of a schedule whose mistake is not known, no line is more wrong than others.
    : here.length > last.length
    ? last.map(({ file }) => ({ file }))
    : last;
  if (here.length === 0 && shown.length > 0) {
    // What is wrong may be another step's, which came to light in this one.
    for (const other of edited.lesson.steps) {
      const theirs = at(tasksOf(starters, other), places);
      if (theirs.length === 0) continue;
      return { read: [], edit: places, task: taskOf(other, theirs) };
    }
  }
  // A line of the learner's own function: what is said may name who calls it.
  const meant = here.length > 0
    ? here
    : tasks.filter((task) =>
      task.file === places[0]?.file &&
      about.some((symbol) => isWithin(task, symbol, starters))
    );
  const near = meant.length > 0
    ? meant
    : places.length > 0
    ? tasks.filter(({ file }) => file === places[0]?.file)
    : tasksAbout(tasks, test.split(" ")[1] ?? "", starters);
  const chosen = near.length > 0 ? near : tasks;
  // What is wrong was said; of several tasks, which one is meant is not known.
  const isSaid = misconception !== undefined && chosen.length > 1 &&
    meant.length === 0;
  return {
    read: [],
    edit: places.length > 0 ? places : wholeFiles(step, near, left),
    task: {
      ...taskOf(step, isSaid ? [] : chosen),
      isOneOf: misconception === undefined || isOneOf(failure),
    },
  };
}

/** Whether a failure says what was done wrong, or where a program ended. */
function isExplained(failure: TestResult["failure"]): boolean {
  return failure?.kind !== "story" || failure.verdict.cause !== undefined;
}

/** Whether a test has seen that one of several methods is wrong, and not which. */
function isOneOf(failure: TestResult["failure"]): boolean {
  return failure?.kind === "story" && Array.isArray(failure.verdict.method);
}

/**
 * The files of what is meant, with a line where there is only one place in the
 * file: a guess among several would mislead.
 */
function wholeFiles(
  step: Step,
  meant: readonly Task[],
  left: readonly Task[],
): Place[] {
  const files = meant.length > 0 ? meant.map(({ file }) => file) : step.files;
  return [...new Set(files)].map((file) => {
    const here = left.filter((task) =>
      task.file === file &&
      (meant.length === 0 || meant.some(({ text }) => text === task.text))
    );
    return here.length === 1 && here[0] ? here[0] : { file };
  });
}

function taskOf(
  step: Step,
  tasks: readonly Task[],
): Required<Advice>["task"] {
  return { step, texts: tasks.map(({ text }) => text) };
}

/** A place for each of these files: its first task, where one is left. */
function placesOf(files: Iterable<string>, left: readonly Task[]): Place[] {
  return [...files].map((file) =>
    left.find((task) => task.file === file) ?? { file }
  );
}
