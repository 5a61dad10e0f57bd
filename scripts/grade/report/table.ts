import Table from "cli-table3";
import { style } from "../../terminal/text.ts";
import { printable } from "./printable.ts";
import type { GradeReport, LessonResult } from "./report.ts";

/** The report as a table for a terminal, with what was found below. */
export function tableReport(report: GradeReport): string {
  const { submissions, lessons, sandbox } = report;
  const table = new Table({
    head: ["submission", ...lessons, "points"],
    colAligns: ["left", ...lessons.map(() => "right" as const), "right"],
    style: { head: [], border: [], compact: true },
  });
  for (const { name, points, of, lessons } of submissions) {
    table.push([printable(name), ...lessons.map(cell), `${points}/${of}`]);
  }
  const notes = submissions.flatMap(({ name, findings, lessons }) => [
    ...findings.map(({ path, line, message }) =>
      `  ${name}: ${path}${line === undefined ? "" : `:${line}`}: ${message}`
    ),
    ...lessons.filter(({ status }) => status === "limit" || status === "error")
      .map(({ lesson, message }) => `  ${name}: ${lesson}: ${message}`),
  ]);
  return [table.toString(), ...notes.map(printable), sandbox.about].join("\n");
}

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

function cell({ status, points }: LessonResult): string {
  if (status === "graded") return String(points);
  return status === "error" ? style.red(status) : `${points} ${status}`;
}

/** As text, whatever Markdown or HTML it would be. */
function plain(text: string): string {
  return printable(text).replaceAll(/[\\`*_{}[\]<>()#+!|&@~-]/g, "\\$&");
}
