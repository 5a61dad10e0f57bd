import { printable } from "./printable.ts";
import { placeOf, reasonOf } from "./reason.ts";
import type { GradeReport } from "./report.ts";

/**
 * The first submission's result as Gradescope's autograder reads it from
 * `/autograder/results/results.json`.
 */
export function* gradescopeReport(
  { submissions: [submission] }: GradeReport,
): Generator<string> {
  if (submission === undefined) return;
  const { lessons, findings, points } = submission;
  const tests = lessons.flatMap((lesson) =>
    lesson.steps.map((step) => ({
      number: step.step,
      name: step.title,
      score: step.points,
      max_score: step.of,
      status: step.status === "passed" ? "passed" : "failed",
      output: [step.status, printable(reasonOf(step, lesson))]
        .filter(Boolean).join(": "),
    }))
  );
  const duration = lessons.reduce((sum, one) => sum + one.duration, 0);
  const report = {
    score: points,
    execution_time: Math.round(duration / 1000),
    output: findings.map((one) => printable(`${placeOf(one)}: ${one.message}`))
      .join("\n"),
    tests,
  };
  yield `${JSON.stringify(report, null, 2)}\n`;
}
