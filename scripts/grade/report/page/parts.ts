import { placeOf } from "../reason.ts";
import type {
  GradeReport,
  LessonResult,
  StepResult,
  SubmissionResult,
} from "../report.ts";
import { type Standing, standingOf, STANDINGS } from "../standing.ts";
import { type ClassView, misconceptionId, partId } from "./class_view.ts";
import { pointsIn } from "./over_time.ts";
import { text } from "./text.ts";

/** All submissions with their points, and a part of the page for each. */
export function* parts(
  report: GradeReport,
  { before = [] }: ClassView,
): Generator<string> {
  const { submissions, lessons } = report;
  const earlier = before.map(({ report: one }) =>
    new Map(one.submissions.map((each) => [each.name, pointsIn(each, report)]))
  );
  const heads = [
    "Submission",
    ...lessons,
    ...before.map(({ label }) => label),
    "Points",
    ...(before.length === 0 ? [] : ["Since then"]),
  ];
  yield `<section><h2 id="submissions">Submissions</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="submissions">
<table class="names"><thead><tr>${
    heads.map((head) => `<th scope="col">${text(head)}</th>`).join("")
  }</tr></thead><tbody>\n`;
  for (const [index, one] of submissions.entries()) {
    const cells = [
      ...one.lessons.map(({ status, points }) =>
        status === "graded" ? String(points) : text(status)
      ),
      ...earlier.map((points) => String(points.get(one.name) ?? "–")),
      `${one.points} / ${one.of}`,
      ...(before.length === 0
        ? []
        : [change(one.points, earlier.at(-1)?.get(one.name))]),
    ];
    yield `<tr><th scope="row"><a href="#${partId(index)}">${
      text(one.name)
    }</a></th>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>\n`;
  }
  yield "</tbody></table></div>\n";
  for (const [index, one] of submissions.entries()) yield part(one, index);
  yield "</section>\n";
}

function change(now: number, then: number | undefined): string {
  if (then === undefined) return "new";
  return now > then ? `+${now - then}` : String(now - then);
}

function part(
  { name, points, of, lessons, findings }: SubmissionResult,
  index: number,
): string {
  const found = findings.map((finding) =>
    `<li><code>${text(placeOf(finding))}</code>: ${text(finding.message)}</li>`
  );
  return `<section class="part" id="${partId(index)}"><h3>${
    text(name)
  }</h3><p>${points} of ${of} points. <a href="#submissions">All submissions</a></p>
${found.length === 0 ? "" : `<ul>${found.join("")}</ul>\n`}${
    lessons.map(lessonPart).join("")
  }</section>\n`;
}

function lessonPart(lesson: LessonResult): string {
  const { lesson: number, title, points, of, status, message, steps } = lesson;
  const told = status === "graded" ? "" : ` (${text(message || status)})`;
  const wrong = steps.filter((step) => standingOf(step) === "no");
  return `<h4>${text(number)} ${text(title)}: ${points} of ${of}${told}</h4>
<p>${standings(steps)}</p>
${wrong.length === 0 ? "" : `<ul>${wrong.map(wrongStep).join("")}</ul>\n`}`;
}

/** Which steps stand how, in a line. */
function standings(steps: readonly StepResult[]): string {
  const groups = Map.groupBy(steps, standingOf);
  return (Object.keys(STANDINGS) as Standing[]).flatMap((standing) => {
    const here = groups.get(standing);
    return here === undefined ? [] : [
      `<b class="${standing}">${standing}</b> ${
        here.map(({ step }) => text(step)).join(", ")
      }`,
    ];
  }).join("; ");
}

function wrongStep(
  { step, title, message, misconception }: StepResult,
): string {
  // What it says more stands there once for all.
  const shows = misconception === undefined
    ? ""
    : ` <a href="#${text(misconceptionId(step, misconception.id))}">${
      text(misconception.says)
    }</a>`;
  return `<li>${text(step)} ${text(title)}: ${text(message)}${shows}</li>`;
}
