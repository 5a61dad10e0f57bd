/** One step of a lesson, as `lesson.json` describes it. */
export interface Step {
  /** Its number: `"7.1.3"`. */
  step: string;
  title: string;
  /** What the learner writes, in the lesson's folder; the main file first. */
  files: [string, ...string[]];
  /** What to read before it, in this order: paths from the lesson's folder. */
  read: string[];
  /** What the step is worth; a lesson's steps sum to 100. */
  points: number;
  /** How long it takes a learner, about. */
  minutes: number;
  /** Steps without which this one cannot be tested. */
  needs: string[];
  /** From a nudge to nearly the code. */
  hints: string[];
}

/** A lesson, as `lesson.json` describes it. */
export interface Lesson {
  /** Its number: `"7.1"`. */
  number: string;
  title: string;
  minutes: number;
  steps: Step[];
  /** The folder's name in `lessons/`, `solutions/` and `tests/`. */
  folder: string;
}

/** What to read before a step, as paths from the course's root. */
export function readFirst({ folder }: Lesson, { read }: Step): string[] {
  return read.map((path) =>
    path.startsWith("../")
      ? `lessons/${path.slice("../".length)}`
      : `lessons/${folder}/${path}`
  );
}

/** The step that a test belongs to: the number at the start of its name. */
export function stepOfTest(test: string): string | undefined {
  return test.match(/^\d+\.\d+\.\d+(?= )/)?.[0];
}

/** Compares numbers of lessons or steps, or names that start with one. */
export function inOrder(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
