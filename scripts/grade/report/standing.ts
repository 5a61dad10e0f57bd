import type { LessonResult, StepResult } from "./report.ts";

/**
 * Where a learner stands with a step, as a class's page words it:
 *
 * - `ok`: passed
 * - `no`: written, and wrong
 * - `todo`: not written yet
 * - `held`: not reached, as a step that it needs has failed, or the run ended
 * - `none`: not run
 */
export type Standing = "ok" | "no" | "todo" | "held" | "none";

/** What the words mean. */
export const STANDINGS: Readonly<Record<Standing, string>> = {
  ok: "passed",
  no: "written, and wrong",
  todo: "not written yet",
  held: "not reached: a step that it needs has failed, or the run ended",
  none: "not run: nothing was handed in, or it could not be run",
};

/** Where a step's result leaves a learner. */
export function standingOf({ status, failure }: StepResult): Standing {
  switch (status) {
    case "passed":
      return "ok";
    case "failed":
      return failure?.kind === "todo" ? "todo" : "no";
    case "not reached":
      return "held";
    case "not run":
      return "none";
  }
}

/** The step at which a learner stopped: the first one that is not passed. */
export function stopOf({ steps }: LessonResult): StepResult | undefined {
  return steps.find((step) => standingOf(step) !== "ok");
}

/**
 * The step to do next: in the first lesson that was begun and is not complete,
 * or else in the first that is not.
 */
export function nextStep(
  lessons: readonly LessonResult[],
): StepResult | undefined {
  const open = lessons.filter(({ points, of }) => points < of);
  const begun = open.find(({ status }) => status !== "missing");
  const lesson = begun ?? open[0];
  return lesson && stopOf(lesson);
}
