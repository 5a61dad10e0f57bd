import type { Lesson } from "../lesson/manifest.ts";
import { loadError, type RunResult } from "../runner/result.ts";
import type { TypeCheck } from "../runner/type_check.ts";

/** A run as JSON for programs; `version` changes when a field does. */
export function jsonReport(
  lesson: Lesson,
  run: RunResult,
  types: TypeCheck,
): string {
  return JSON.stringify(
    {
      version: 1,
      lesson: lesson.number,
      types,
      broken: loadError(run) ?? null,
      tests: run.tests.map(({ duration, ...test }) => ({
        ...test,
        duration: Math.round(duration),
      })),
    },
    null,
    2,
  );
}
