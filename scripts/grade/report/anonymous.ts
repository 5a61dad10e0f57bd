import type { Earlier } from "./page/class_view.ts";
import type { GradeReport, LessonResult, SubmissionResult } from "./report.ts";

/** A report in which nobody is named, and who is who in it. */
export interface Anonymous {
  report: GradeReport;
  before: Earlier[];
  /** What each submission is called now. */
  names: Map<string, string>;
}

/**
 * Leaves names out of a report: the submissions have numbers, in an order that
 * says nothing of their names; what could have a name in it, such as a path, is
 * left out, and names in messages are struck.
 *
 * @param before Earlier reports, in which the same ones get the same numbers.
 */
export function withoutNames(
  report: GradeReport,
  before: readonly Earlier[] = [],
): Anonymous {
  const strike = strikerOf(report.submissions.map(({ name }) => name));
  const struck = report.submissions.map((one) => ({
    name: one.name,
    result: withoutName(one, strike),
    place: Math.random(),
  }));
  // Those with the same result stand in an order of chance.
  struck.sort((a, b) =>
    b.result.points - a.result.points || compare(keyOf(a), keyOf(b)) ||
    a.place - b.place
  );
  const digits = String(struck.length).length;
  const names = new Map(
    struck.map(({ name }, index) => [
      name,
      `Submission ${String(index + 1).padStart(digits, "0")}`,
    ]),
  );
  const named = (name: string, result: SubmissionResult) => ({
    ...result,
    name: names.get(name) ?? "",
  });
  return {
    report: {
      ...report,
      submissions: struck.map(({ name, result }) => named(name, result)),
    },
    before: before.map(({ label, report: earlier }) => ({
      label,
      report: {
        ...earlier,
        submissions: earlier.submissions.filter(({ name }) => names.has(name))
          .map((one) => named(one.name, withoutName(one, strike))),
      },
    })),
    names,
  };
}

type Strike = (text: string, name: string) => string;

function withoutName(
  { name, points, of, lessons }: SubmissionResult,
  strike: Strike,
): SubmissionResult {
  const say = (text: string) => strike(text, name);
  return {
    name: "",
    points,
    of,
    findings: [],
    lessons: lessons.map((lesson): LessonResult => ({
      ...lesson,
      // It may name paths and what was found instead.
      message: lesson.status === "limit" ? lesson.message : "",
      steps: lesson.steps.map((step) => ({
        ...step,
        message: say(step.message),
        ...(step.failure === undefined ? {} : {
          failure: {
            ...step.failure,
            steps: step.failure.steps.map(say),
            expected: say(step.failure.expected),
            got: say(step.failure.got),
          },
        }),
      })),
    })),
  };
}

/**
 * Strikes a submission's name from a text, and the parts of the name that few
 * others have.
 */
function strikerOf(names: readonly string[]): Strike {
  const counts = new Map<string, number>();
  for (const part of names.flatMap((name) => [...new Set(partsOf(name))])) {
    counts.set(part, (counts.get(part) ?? 0) + 1);
  }
  const most = Math.max(1, names.length / 10);
  const patterns = new Map(names.map((name) => {
    const parts = partsOf(name).filter((part) =>
      (counts.get(part) ?? 0) <= most
    );
    const words = [name, ...parts].map((word) => RegExp.escape(word));
    return [
      name,
      new RegExp(
        `(?<![\\p{L}\\p{N}])(?:${words.join("|")})(?![\\p{L}\\p{N}])`,
        "giu",
      ),
    ];
  }));
  return (text, name) => {
    const pattern = patterns.get(name);
    return pattern === undefined ? text : text.replaceAll(pattern, "…");
  };
}

function partsOf(name: string): string[] {
  return name.toLowerCase().split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part.length >= 3);
}

function keyOf({ result }: { result: SubmissionResult }): string {
  return JSON.stringify(
    result.lessons,
    (key, value) => key === "duration" ? undefined : value,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
