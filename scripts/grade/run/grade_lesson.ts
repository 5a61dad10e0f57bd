import type { LessonFiles } from "../../lesson/files.ts";
import type { Lesson } from "../../lesson/manifest.ts";
import type { Finding, LessonResult, StepResult } from "../report/report.ts";
import type { Collected } from "../submissions/collect.ts";
import type { Ending } from "./file_run.ts";
import { type LessonRunOptions, runLesson } from "./run_lesson.ts";
import { scoreSteps } from "./score.ts";

/** What the lessons of all submissions are graded with. */
export interface LessonGrader extends Omit<LessonRunOptions, "slot"> {
  solution: LessonFiles;
  /** What the lessons share. */
  shared: LessonFiles;
}

/** A lesson's result, and whether it stands. */
export interface Graded {
  result: LessonResult;
  /** False if the machine may be to blame for what is missing. */
  settled: boolean;
}

/**
 * Grades one lesson of one submission.
 *
 * @param first The result of a first run that is not settled: what it passed
 * stands, and the other steps are run again.
 */
export async function gradeLesson(
  collected: Collected,
  grader: LessonGrader,
  slot: number,
  first?: LessonResult,
): Promise<Graded> {
  const start = performance.now();
  const { lesson } = grader.stage;
  if (collected.handedIn === 0) {
    return unrun(lesson, "missing", "No file of this lesson was handed in.");
  }
  if (collected.refused.length > 0) {
    return unrun(lesson, "refused", collected.refused.map(told).join(" "));
  }
  const passed = new Map(
    first?.steps.filter(({ status }) => status === "passed")
      .map((result) => [result.step, result]),
  );
  const { runs, ending } = await runLesson(collected.files, {
    ...grader,
    slot,
    steps: new Set(
      lesson.steps.map(({ step }) => step).filter((one) => !passed.has(one)),
    ),
  });
  const scored = scoreSteps(lesson, grader.expected, runs);
  const steps = scored.map(({ settled: _, ...step }) =>
    passed.get(step.step) ?? step
  );
  const duration = performance.now() - start + (first?.duration ?? 0);
  return {
    result: result(grader, steps, ending, duration),
    settled: first !== undefined || ending.how === "reported" &&
        scored.every(({ settled }) => settled),
  };
}

function result(
  { stage: { lesson }, limits }: LessonGrader,
  steps: StepResult[],
  ending: Ending,
  duration: number,
): LessonResult {
  const base = {
    lesson: lesson.number,
    title: lesson.title,
    points: steps.reduce((sum, { points }) => sum + points, 0),
    of: steps.reduce((sum, { of }) => sum + of, 0),
    steps,
    duration,
  };
  if (ending.how === "limit") {
    const unit = { time: "seconds", processes: "processes" }[
      ending.limit as string
    ] ?? "MB";
    return {
      ...base,
      status: "limit",
      message: `It was killed as it used more ${ending.limit} than ${
        limits[ending.limit]
      } ${unit}.`,
    };
  }
  if (ending.how === "broken") {
    return {
      ...base,
      status: "error",
      message: `It could not be run: ${ending.why}`,
    };
  }
  return { ...base, status: "graded", message: "" };
}

/** The result of a lesson that was not run. */
export function unrun(
  lesson: Lesson,
  status: "missing" | "refused" | "error",
  message: string,
): Graded {
  const steps = lesson.steps.map(({ step, title, points: of }) => ({
    step,
    title,
    status: "not run" as const,
    points: 0,
    of,
    message: "",
    duration: 0,
  }));
  const result = {
    lesson: lesson.number,
    title: lesson.title,
    status,
    message,
    points: 0,
    of: steps.reduce((sum, { of }) => sum + of, 0),
    steps,
    duration: 0,
  };
  return { result, settled: true };
}

function told({ path, line, message }: Finding): string {
  return `${path}${line === undefined ? "" : `:${line}`}: ${message}`;
}
