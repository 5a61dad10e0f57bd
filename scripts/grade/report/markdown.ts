import { printable } from "./printable.ts";
import { placeOf, reasonOf } from "./reason.ts";
import type { GradeReport, SubmissionResult } from "./report.ts";

/** The report as Markdown, for the summary of a job, in parts. */
export function* markdownReport(
  { submissions, sandbox }: GradeReport,
): Generator<string> {
  for (const submission of submissions) yield partOf(submission);
  yield `${sandbox.about}\n`;
}

function partOf(
  { name, points, of, lessons, findings }: SubmissionResult,
): string {
  const rows = lessons.flatMap((lesson) =>
    lesson.steps.map((step) =>
      `| ${step.step} ${
        plain(step.title)
      } | ${step.status} | ${step.points}/${step.of} | ${
        plain(reasonOf(step, lesson))
      } |`
    )
  );
  const found = findings.map((finding) =>
    `- ${plain(placeOf(finding))}: ${plain(finding.message)}`
  );
  return [
    ...[`## ${plain(name)}: ${points} of ${of} points`, ""],
    ...["| step | result | points | |", "|---|---|--:|---|"],
    ...[...rows, "", ...found, "", ""],
  ].join("\n");
}

/** As text, whatever Markdown or HTML it would be. */
export function plain(text: string): string {
  return printable(text).replaceAll(/[\\`*_{}[\]<>()#+!|&@~-]/g, "\\$&");
}
