import type { Finding, LessonResult, StepResult } from "./report.ts";

/**
 * Why a step earned nothing, with what its misconception says.
 *
 * @param lesson Says why where the step does not.
 */
export function reasonOf(
  { message, misconception }: StepResult,
  lesson?: LessonResult,
): string {
  const why = message || lesson?.message || "";
  return misconception === undefined
    ? why
    : `${why} ${misconception.says} (${misconception.id}: ${misconception.text})`;
}

/** A finding's file and line. */
export function placeOf({ path, line }: Finding): string {
  return line === undefined ? path : `${path}:${line}`;
}
