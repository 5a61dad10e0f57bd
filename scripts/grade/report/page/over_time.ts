import type { GradeReport } from "../report.ts";
import type { ClassView } from "./class_view.ts";
import { percent, text } from "./text.ts";

/** The class's points at each grading. Nothing if there was only one. */
export function* overTime(
  report: GradeReport,
  { before = [] }: ClassView,
): Generator<string> {
  if (before.length === 0) return;
  yield `<section><h2 id="time">Points over time</h2>
<p>The bar goes from the lower to the upper quartile, of all points that there are; the line in it is the median.</p>
<div class="scroll" tabindex="0" role="region" aria-labelledby="time">
<table><thead><tr>${
    ["Grading", "Submissions", "Quartile", "Median", "Quartile", "Of", ""]
      .map((head) => head === "" ? "<td></td>" : `<th scope="col">${head}</th>`)
      .join("")
  }</tr></thead><tbody>\n`;
  for (const { label, report: one } of [...before, { label: "now", report }]) {
    const points = one.submissions.map((each) => pointsIn(each, report))
      .sort((a, b) => a - b);
    const of = Math.max(0, ...one.submissions.map(({ of }) => of));
    const [low, middle, high] = [.25, .5, .75].map((at) =>
      quantile(points, at)
    );
    const range = `--a:${percent(low!, of)};--w:${
      percent(high! - low!, of)
    };--m:${percent(middle!, of)}`;
    yield `<tr><th scope="row">${text(label)}</th>${
      [points.length, low, middle, high, of]
        .map((cell) => `<td>${cell}</td>`).join("")
    }<td><span class="range" style="${range}" aria-hidden="true"><i></i><b></b></span></td></tr>\n`;
  }
  yield "</tbody></table></div></section>\n";
}

/** A submission's points in the lessons that are graded now. */
export function pointsIn(
  { lessons }: GradeReport["submissions"][number],
  now: GradeReport,
): number {
  return lessons.filter(({ lesson }) => now.lessons.includes(lesson))
    .reduce((sum, { points }) => sum + points, 0);
}

/** The value below which this part of some sorted numbers lies. */
export function quantile(sorted: readonly number[], at: number): number {
  return sorted[Math.round(at * (sorted.length - 1))] ?? 0;
}
