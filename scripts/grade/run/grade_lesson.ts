import type { LessonFiles } from "../../lesson/files.ts";
import type { Finding, LessonResult } from "../report/report.ts";
import type { Collected } from "../submissions/collect.ts";
import type { Ending, FileRun } from "./file_run.ts";
import { type LessonRunOptions, runLesson } from "./run_lesson.ts";
import { scoreSteps } from "./score.ts";

/** What the lessons of all submissions are graded with. */
export interface LessonGrader extends Omit<LessonRunOptions, "slot"> {
  solution: LessonFiles;
}

/**
 * Grades one lesson of one submission. A run that was killed by a limit, or
 * that could not be followed, is repeated once.
 */
export async function gradeLesson(
  collected: Collected,
  grader: LessonGrader,
  slot: number,
): Promise<LessonResult> {
  const start = performance.now();
  if (collected.handedIn === 0) {
    return unrun(grader, "missing", "No file of this lesson was handed in.");
  }
  if (collected.refused.length > 0) {
    return unrun(grader, "refused", collected.refused.map(told).join(" "));
  }
  const options = { ...grader, slot };
  let { runs, ending } = await runLesson(collected.files, options);
  if (isTrouble(ending) && !grader.signal.aborted) {
    ({ runs, ending } = await runLesson(collected.files, options));
  }
  return result(grader, runs, ending, performance.now() - start);
}

/** Whether the machine may be to blame, and not the submission. */
function isTrouble(ending: Ending): boolean {
  switch (ending.how) {
    case "limit":
      // A run that used up its time would use it up again.
      return ending.limit !== "time";
    case "died":
      return ending.of === "SIGKILL";
    case "broken":
      return true;
    default:
      return false;
  }
}

function result(
  { stage: { lesson }, expected, limits }: LessonGrader,
  runs: ReadonlyMap<string, FileRun>,
  ending: Ending,
  duration: number,
): LessonResult {
  const steps = scoreSteps(lesson, expected, runs);
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

function unrun(
  { stage: { lesson } }: LessonGrader,
  status: "missing" | "refused",
  message: string,
): LessonResult {
  const steps = lesson.steps.map(({ step, title, points: of }) => ({
    step,
    title,
    status: "not run" as const,
    points: 0,
    of,
    message: "",
    duration: 0,
  }));
  return {
    lesson: lesson.number,
    title: lesson.title,
    status,
    message,
    points: 0,
    of: steps.reduce((sum, { of }) => sum + of, 0),
    steps,
    duration: 0,
  };
}

function told({ path, line, message }: Finding): string {
  return `${path}${line === undefined ? "" : `:${line}`}: ${message}`;
}
