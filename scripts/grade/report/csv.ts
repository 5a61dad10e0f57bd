import { stringify } from "csv-stringify/sync";
import { printable } from "./printable.ts";
import type { GradeReport } from "./report.ts";

/**
 * The report as CSV (RFC 4180), in parts: a row for each submission, with the
 * points of each step, of each lesson, and their sum.
 */
export function* csvReport({ submissions }: GradeReport): Generator<string> {
  yield row([
    "submission",
    ...submissions[0]?.lessons.flatMap(({ lesson, steps }) => [
      ...steps.map(({ step }) => step),
      lesson,
      `${lesson} status`,
    ]) ?? [],
    "points",
    "of",
  ]);
  for (const { name, points, of, lessons } of submissions) {
    const parts = lessons.flatMap((lesson) => [
      ...lesson.steps.map((step) => step.points),
      lesson.points,
      lesson.status,
    ]);
    yield row([printable(name), ...parts, points, of]);
  }
}

function row(cells: (string | number)[]): string {
  // A name such as "=1+1" must not be a formula when a spreadsheet opens it.
  return stringify([cells], { escape_formulas: true });
}
