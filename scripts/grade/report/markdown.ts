import { printable } from "./printable.ts";
import type { GradeReport } from "./report.ts";

/** The report as Markdown, for the summary of a job. */
export function markdownReport({ submissions, sandbox }: GradeReport): string {
  const lines: string[] = [];
  for (const { name, points, of, lessons, findings } of submissions) {
    lines.push(`## ${plain(name)}: ${points} of ${of} points`, "");
    lines.push("| step | result | points | |", "|---|---|--:|---|");
    for (const { steps, message } of lessons) {
      for (const step of steps) {
        lines.push(
          `| ${step.step} ${
            plain(step.title)
          } | ${step.status} | ${step.points}/${step.of} | ${
            plain(step.message || message)
          } |`,
        );
      }
    }
    lines.push("");
    for (const { path, line, message } of findings) {
      const place = line === undefined ? path : `${path}:${line}`;
      lines.push(`- ${plain(place)}: ${plain(message)}`);
    }
    lines.push("");
  }
  return [...lines, sandbox.about, ""].join("\n");
}

/** As text, whatever Markdown or HTML it would be. */
function plain(text: string): string {
  return printable(text).replaceAll(/[\\`*_{}[\]<>()#+!|&@~-]/g, "\\$&");
}
