import { stringify } from "csv-stringify/sync";
import { printable } from "./printable.ts";
import type { GradeReport } from "./report.ts";

/**
 * The report as CSV (RFC 4180): a row for each submission, with the points of
 * each step, of each lesson, and their sum.
 */
export function csvReport({ submissions }: GradeReport): string {
  const [first] = submissions;
  const head = [
    "submission",
    ...first?.lessons.flatMap(({ lesson, steps }) => [
      ...steps.map(({ step }) => step),
      lesson,
      `${lesson} status`,
    ]) ?? [],
    "points",
    "of",
  ];
  const rows = submissions.map(({ name, points, of, lessons }) => [
    printable(name),
    ...lessons.flatMap((lesson) => [
      ...lesson.steps.map((step) => step.points),
      lesson.points,
      lesson.status,
    ]),
    points,
    of,
  ]);
  return stringify([head, ...rows], {
    // A name such as "=1+1" must not be a formula when a spreadsheet opens it.
    escape_formulas: true,
  });
}
