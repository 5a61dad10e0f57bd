import type { GradeReport } from "../report.ts";
import { type Standing, standingOf, stopOf } from "../standing.ts";
import { type ClassView, stepId } from "./class_view.ts";
import { percent, text } from "./text.ts";

/** By lesson: which step stops how many, and where all stand with each. */
export function* stops(
  report: GradeReport,
  { before = [] }: ClassView,
): Generator<string> {
  const { submissions, lessons } = report;
  yield `<section><h2 id="stops">What stops the class</h2>
<p>A learner is stopped by the first step of a lesson that is not passed.</p>\n`;
  for (const [index, lesson] of lessons.entries()) {
    const results = submissions.flatMap((one) => one.lessons[index] ?? []);
    const [first] = results;
    if (first === undefined) continue;
    const run = results.filter(({ status }) =>
      status === "graded" || status === "limit"
    );
    const stopped = run.map((one) => stopOf(one)?.step);
    const done = stopped.filter((step) => step === undefined).length;
    const head = [
      ...["Stopped here", "Passed", "Wrong", "Not written", "Not reached"],
      ...before.map(({ label }) => `Passed in ${label}`),
    ];
    const id = `lesson-${lesson}`;
    yield `<h3 id="${text(id)}">${text(lesson)} ${text(first.title)}</h3>
<p>${run.length} of ${results.length} were run, ${done} passed all steps.</p>
<div class="scroll" tabindex="0" role="region" aria-labelledby="${text(id)}">
<table class="steps"><thead><tr><th scope="col">Step</th>${
      head.map((one) => `<th scope="col">${text(one)}</th>`).join("")
    }</tr></thead><tbody>\n`;
    for (const [at, { step, title }] of first.steps.entries()) {
      const here = stopped.filter((one) => one === step).length;
      const standings = run.flatMap(({ steps }) => {
        const one = steps[at];
        return one === undefined ? [] : [standingOf(one)];
      });
      const count = (standing: Standing) =>
        standings.filter((one) => one === standing).length;
      const cells = [
        ...(["ok", "no", "todo", "held"] as const).map(count),
        ...before.map(({ report }) => passedIn(report, step)),
      ];
      yield `<tr id="${text(stepId(step))}"><th scope="row">${text(step)} ${
        text(title)
      }</th><td class="bar" style="--n:${
        percent(here, run.length)
      }">${here}</td>${
        cells.map((cell) => `<td>${cell}</td>`).join("")
      }</tr>\n`;
    }
    yield "</tbody></table></div>\n";
  }
  yield "</section>\n";
}

function passedIn({ submissions }: GradeReport, step: string): number {
  return submissions.filter(({ lessons }) =>
    lessons.some(({ steps }) =>
      steps.some((one) => one.step === step && one.status === "passed")
    )
  ).length;
}
