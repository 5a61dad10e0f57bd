import type { GradeReport, SubmissionResult } from "../report.ts";
import { type Standing, standingOf, STANDINGS } from "../standing.ts";
import { partId, stepId } from "./class_view.ts";
import { text } from "./text.ts";

/** All steps of all submissions, as a map. */
export function* map({ submissions }: GradeReport): Generator<string> {
  const [first] = submissions;
  if (first === undefined) return;
  const key = Object.entries(STANDINGS).map(([word, means]) =>
    `<li><b class="${word}">${word}</b> ${means}</li>`
  );
  const groups = first.lessons.map(({ lesson, title, steps }) =>
    `<th scope="colgroup" colspan="${steps.length}" class="first">${
      text(lesson)
    } <span class="soft">${text(title)}</span></th>`
  );
  const heads = first.lessons.flatMap(({ steps }) =>
    steps.map(({ step, title }, index) =>
      `<th scope="col"${index === 0 ? ' class="first"' : ""}><a href="#${
        text(stepId(step))
      }" title="${text(title)}">${text(step.replace(/^\d+/, ""))}</a></th>`
    )
  );
  const columns = first.lessons.map(({ steps }) =>
    `<colgroup span="${steps.length}"></colgroup>`
  );
  yield `<section><h2 id="map">The map</h2>
<ul class="key">${key.join("")}</ul>
<div class="scroll" tabindex="0" role="region" aria-labelledby="map">
<table class="map"><colgroup></colgroup>${columns.join("")}
<thead><tr><th scope="col" rowspan="2">Submission</th>${groups.join("")}</tr>
<tr>${heads.join("")}</tr></thead><tbody>\n`;
  for (const [index, submission] of submissions.entries()) {
    yield row(submission, index);
  }
  yield "</tbody></table></div></section>\n";
}

function row({ name, lessons }: SubmissionResult, index: number): string {
  const cells = lessons.flatMap(({ steps }) =>
    steps.map((step) => cell(standingOf(step)))
  );
  return `<tr><th scope="row"><a href="#${partId(index)}">${
    text(name)
  }</a></th>${cells.join("")}</tr>\n`;
}

/** A map of a large class has some ten thousand of them. */
function cell(standing: Standing): string {
  return `<td class=${standing}>${standing}`;
}
