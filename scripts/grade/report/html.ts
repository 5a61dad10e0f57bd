import { escape } from "html-escaper";
import { printable } from "./printable.ts";
import { placeOf, reasonOf } from "./reason.ts";
import type { GradeReport, LessonResult, SubmissionResult } from "./report.ts";

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1a1a1a; background: #fff }
table { border-collapse: collapse; width: 100% }
th[scope=row] { font-weight: inherit } h2 { overflow-wrap: anywhere }
th, td { overflow-wrap: anywhere; text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #ccc; vertical-align: top }
td.points, th.points { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
summary { cursor: pointer }
.passed { color: #14652a } .failed { color: #a01414 } .other { color: #595959 }
@media (prefers-color-scheme: dark) { body { color: #e6e6e6; background: #16181c } th, td { border-color: #444 } .passed { color: #6fd68b } .failed { color: #ff9a9a } .other { color: #adadad } }
`;

/**
 * The report as one HTML page, without scripts or anything from elsewhere, in
 * parts.
 */
export function* htmlReport(
  { submissions, sandbox, lessons }: GradeReport,
): Generator<string> {
  const heads = lessons.map((lesson) =>
    `<th class="points" scope="col">${text(lesson)}</th>`
  ).join("");
  yield `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Grades</title>
<style>${STYLE}</style>
<h1>Grades</h1>
<table>
<thead><tr><th scope="col">Submission</th>${heads}<th class="points" scope="col">Points</th></tr></thead>
<tbody>
`;
  for (const [index, submission] of submissions.entries()) {
    yield row(submission, placeIn(index));
  }
  yield "</tbody>\n</table>\n";
  for (const [index, submission] of submissions.entries()) {
    yield details(submission, placeIn(index));
  }
  yield `<p>${text(sandbox.about)}</p>\n</html>\n`;
}

/** Where a submission's part of the page is. */
function placeIn(index: number): string {
  return `submission-${index + 1}`;
}

function row(
  { name, points, of, lessons }: SubmissionResult,
  place: string,
): string {
  const cells = lessons.map((lesson) =>
    `<td class="points">${
      lesson.status === "graded" ? lesson.points : text(lesson.status)
    }</td>`
  ).join("");
  return `<tr><th scope="row"><a href="#${place}">${
    text(name)
  }</a></th>${cells}<td class="points">${points} / ${of}</td></tr>\n`;
}

function details(
  { name, lessons, findings }: SubmissionResult,
  place: string,
): string {
  const found = findings.map((finding) =>
    `<li><code>${text(placeOf(finding))}</code>: ${text(finding.message)}</li>`
  );
  return `<section id="${place}">
<h2>${text(name)}</h2>
${found.length === 0 ? "" : `<ul>${found.join("")}</ul>`}
${lessons.map(lessonDetails).join("\n")}
</section>
`;
}

function lessonDetails(lesson: LessonResult): string {
  const rows = lesson.steps.map((step) => {
    const look = /^(?:passed|failed)$/.test(step.status)
      ? step.status
      : "other";
    return `<tr><th scope="row">${text(step.step)} ${
      text(step.title)
    }</th><td class="${look}">${step.status}</td><td>${
      text(reasonOf(step))
    }</td><td class="points">${step.points} / ${step.of}</td></tr>`;
  });
  return `<details>
<summary>${text(lesson.lesson)} ${
    text(lesson.title)
  }: ${lesson.points} of ${lesson.of} points${
    lesson.message === "" ? "" : ` (${text(lesson.message)})`
  }</summary>
<table>
<thead><tr><th scope="col">Step</th><th scope="col">Result</th><th scope="col">Why</th><th class="points" scope="col">Points</th></tr></thead>
<tbody>${rows.join("")}</tbody>
</table>
</details>`;
}

/** A submission has a say in names and messages. */
function text(value: string): string {
  return escape(printable(value));
}
