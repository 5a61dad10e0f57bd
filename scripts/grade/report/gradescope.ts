import type { SubmissionResult } from "./report.ts";

/**
 * One submission's result as Gradescope's autograder reads it from
 * `/autograder/results/results.json`.
 */
export function gradescopeReport(
  { lessons, findings, points }: SubmissionResult,
): string {
  const tests = lessons.flatMap((lesson) =>
    lesson.steps.map(({ step, title, points, of, status, message }) => ({
      number: step,
      name: title,
      score: points,
      max_score: of,
      status: status === "passed" ? "passed" : "failed",
      output: [status, message || lesson.message].filter(Boolean).join(": "),
    }))
  );
  const duration = lessons.reduce((sum, one) => sum + one.duration, 0);
  const output = findings.map(({ path, line, message }) =>
    `${path}${line === undefined ? "" : `:${line}`}: ${message}`
  ).join("\n");
  const report = {
    score: points,
    execution_time: Math.round(duration / 1000),
    output,
    tests,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
