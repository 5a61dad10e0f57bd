import type { Lesson } from "../../lesson/manifest.ts";
import type { Diagnose } from "../../runner/diagnose.ts";
import type { Graded } from "../part.ts";
import type { PlainPath } from "../paths/plain_path.ts";
import { LONGEST } from "../report/findings.ts";
import { shown } from "../report/printable.ts";
import { placeOf } from "../report/reason.ts";
import type { Finding, LessonResult, LessonStatus } from "../report/report.ts";
import { type Limits, UNITS } from "../sandbox/limits.ts";
import type { Collected } from "../submissions/collect.ts";
import type { Tree } from "../submissions/tree.ts";
import type { Ending } from "./file_run.ts";
import { type LessonRunOptions, runLesson } from "./run_lesson.ts";
import { scoreSteps } from "./score.ts";

/** What a lesson comes to that cannot be run; nothing if it can. */
export function notRun(
  lesson: Lesson,
  { problem, found }: Tree,
  { handedIn, of, refused }: Collected,
): Graded | undefined {
  const names = found.map((name) => JSON.stringify(shown(name, 40)));
  const there = names.length === 0
    ? "Nothing was found."
    : `Found: ${names.join(", ")}.`;
  if (problem !== undefined && handedIn < of) {
    return unrun(
      lesson,
      "unreadable",
      `It cannot be read to its end (${problem}), and files of this lesson are missing. ${there}`,
    );
  }
  if (handedIn === 0) {
    return unrun(
      lesson,
      "missing",
      `No file of this lesson was handed in. ${there}`,
    );
  }
  return refused.length === 0
    ? undefined
    : unrun(lesson, "refused", refused.map(told).join(" "));
}

/**
 * Runs and grades one lesson of one submission.
 *
 * @param diagnose Finds what its failures show.
 * @param first The result of a first run that is not settled: what it passed
 * stands, and the other steps are run again.
 */
export async function gradeLesson(
  files: ReadonlyMap<PlainPath, Uint8Array>,
  options: Omit<LessonRunOptions, "steps">,
  diagnose: Diagnose,
  first?: LessonResult,
): Promise<Graded> {
  const start = performance.now();
  const { lesson, expected, limits } = options;
  const passed = new Map(
    first?.steps.filter(({ status }) => status === "passed")
      .map((result) => [result.step, result]),
  );
  const { runs, ending } = await runLesson(files, {
    ...options,
    steps: new Set(
      lesson.steps.map(({ step }) => step).filter((one) => !passed.has(one)),
    ),
  });
  const scored = scoreSteps(lesson, expected, runs, diagnose);
  const steps = scored.map(({ settled: _, ...step }) =>
    passed.get(step.step) ?? step
  );
  return {
    result: {
      lesson: lesson.number,
      title: lesson.title,
      ...statusOf(ending, limits),
      points: steps.reduce((sum, { points }) => sum + points, 0),
      of: steps.reduce((sum, { of }) => sum + of, 0),
      steps,
      duration: performance.now() - start + (first?.duration ?? 0),
    },
    settled: first !== undefined || ending.how === "reported" &&
        scored.every(({ settled }) => settled),
  };
}

function statusOf(
  ending: Ending,
  limits: Limits,
): { status: LessonStatus; message: string } {
  if (ending.how === "limit") {
    const { limit } = ending;
    return {
      status: "limit",
      message: `It was killed as it used more ${limit} than ${limits[limit]} ${
        UNITS[limit]
      }.`,
    };
  }
  if (ending.how === "broken") {
    return { status: "error", message: `It could not be run: ${ending.why}` };
  }
  return { status: "graded", message: "" };
}

/** The result of a lesson that was not run. */
export function unrun(
  lesson: Lesson,
  status: "missing" | "unreadable" | "refused" | "error",
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
    message: shown(message, LONGEST.message),
    points: 0,
    of: steps.reduce((sum, { of }) => sum + of, 0),
    steps,
    duration: 0,
  };
  return { result, settled: true };
}

function told(finding: Finding): string {
  return `${placeOf(finding)}: ${finding.message}`;
}
