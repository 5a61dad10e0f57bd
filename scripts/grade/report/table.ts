import Table from "cli-table3";
import { style } from "../../terminal/text.ts";
import { shorten, shown } from "./printable.ts";
import { placeOf } from "./reason.ts";
import type {
  Finding,
  GradeReport,
  LessonResult,
  SubmissionResult,
} from "./report.ts";

/** Longer names are cut, and so is all that a line says, in characters. */
const LONGEST = { name: 40, path: 60, line: 200 };

/** How wide a table is at most, in columns, where lessons leave names room. */
const WIDEST = 80;

/** How many submissions a table has at most, before the next one starts. */
const MOST_ROWS = 50;

/** The narrowest column of names. */
const NARROWEST = 14;

/** How many findings of a submission are shown; the reports have them all. */
const MOST_FINDINGS = 8;

/** The report as tables for a terminal, in parts, with what was found below. */
export function* tableReport(report: GradeReport): Generator<string> {
  const { submissions, sandbox } = report;
  for (let at = 0; at < submissions.length; at += MOST_ROWS) {
    yield fitted(submissions.slice(at, at + MOST_ROWS), report.lessons);
  }
  for (const submission of submissions) {
    const told = notes(submission);
    if (told.length > 0) yield told.join("\n");
  }
  yield sandbox.about;
}

function fitted(
  submissions: readonly SubmissionResult[],
  lessons: readonly string[],
): string {
  const natural = tableOf(submissions, lessons);
  const excess = natural.width - WIDEST;
  if (excess <= 0) return natural.toString();
  const names = natural.toString().indexOf("┬") - 1;
  return tableOf(submissions, lessons, Math.max(NARROWEST, names - excess))
    .toString();
}

/** @param names How wide the column of names is. @default as wide as they are */
function tableOf(
  submissions: readonly SubmissionResult[],
  lessons: readonly string[],
  names?: number,
) {
  const table = new Table({
    head: ["submission", ...lessons, "points"],
    colAligns: ["left", ...lessons.map(() => "right" as const), "right"],
    ...(names === undefined ? {} : { colWidths: [names] }),
    style: { head: [], border: [], compact: true },
  });
  for (const { name, points, of, lessons } of submissions) {
    table.push([named(name), ...lessons.map(cell), `${points}/${of}`]);
  }
  return table;
}

/** What is to be said of a submission besides its points. */
function notes({ name, findings: all, lessons }: SubmissionResult): string[] {
  // What a lesson was refused for, its own line says.
  const findings = all.filter(({ message }) =>
    lessons.every((lesson) => !lesson.message.includes(message))
  );
  const more = findings.length - MOST_FINDINGS;
  const told = [
    ...lessons.flatMap(whyMissing),
    ...findings.slice(0, MOST_FINDINGS).map(found),
    ...(more > 0 ? [`${more} more findings: see the reports.`] : []),
  ];
  return told.map((note) => shown(`  ${named(name)}: ${note}`, LONGEST.line));
}

function whyMissing({ lesson, status, message, steps }: LessonResult) {
  if (status === "graded") {
    const failed = steps.filter((step) => step.status !== "passed")
      .map(({ step, status }) =>
        status === "failed" ? step : `${step} ${status}`
      );
    return failed.length === 0
      ? []
      : [`${lesson}: not passed: ${failed.join(", ")}`];
  }
  return [`${lesson}: ${message}`];
}

function found({ path, message, ...line }: Finding): string {
  const place = placeOf({
    path: shorten(path, LONGEST.path),
    message,
    ...line,
  });
  return `${place}: ${message}`;
}

function named(name: string): string {
  return shown(name, LONGEST.name);
}

function cell({ status, points }: LessonResult): string {
  if (status === "graded") return String(points);
  return status === "error" || status === "unreadable"
    ? style.red(status)
    : `${points} ${status}`;
}
