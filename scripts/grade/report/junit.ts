import { escape } from "html-escaper";
import { printable } from "./printable.ts";
import { reasonOf } from "./reason.ts";
import type { GradeReport, LessonResult, StepResult } from "./report.ts";

/**
 * The report as JUnit XML, in parts: a suite for each lesson of a submission, a
 * case for each step.
 */
export function* junitReport({ submissions }: GradeReport): Generator<string> {
  const lessons = submissions.flatMap(({ lessons }) => lessons);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${
    attributes(countsOf(lessons))
  }>\n`;
  for (const { name, lessons } of submissions) {
    for (const lesson of lessons) {
      const suite = {
        name: `${name} ${lesson.lesson}`,
        time: lesson.duration / 1000,
        ...countsOf([lesson]),
      };
      const className = `${name}.${lesson.lesson}`;
      const cases = lesson.steps.map((step) =>
        testCase(className, lesson, step)
      );
      yield `<testsuite${attributes(suite)}>\n${cases.join("")}</testsuite>\n`;
    }
  }
  yield "</testsuites>\n";
}

function countsOf(lessons: readonly LessonResult[]) {
  const counts = { tests: 0, failures: 0, errors: 0 };
  for (const { status, steps } of lessons) {
    const failed = steps.filter((step) => step.status !== "passed").length;
    counts.tests += steps.length;
    counts[status === "error" ? "errors" : "failures"] += failed;
  }
  return counts;
}

function testCase(
  classname: string,
  lesson: LessonResult,
  step: StepResult,
): string {
  const head = `  <testcase${
    attributes({
      classname,
      name: `${step.step} ${step.title}`,
      time: step.duration / 1000,
    })
  }`;
  if (step.status === "passed") return `${head}/>\n`;
  const kind = lesson.status === "error" ? "error" : "failure";
  const why = reasonOf(step, lesson) || step.status;
  const message = step.status === "failed" ? why : `${step.status}: ${why}`;
  const type = step.misconception?.id;
  return `${head}>\n    <${kind}${
    attributes({ message, ...(type === undefined ? {} : { type }) })
  }/>\n  </testcase>\n`;
}

function attributes(values: Record<string, string | number>): string {
  return Object.entries(values).map(([name, value]) =>
    ` ${name}="${escape(printable(String(value)))}"`
  ).join("");
}
