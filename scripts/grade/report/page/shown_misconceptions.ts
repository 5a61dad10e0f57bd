import {
  type Found,
  misconceptionsOf,
  type Unknown,
} from "../misconceptions.ts";
import type { FailedTest, GradeReport } from "../report.ts";
import { sectionName, type SectionTitles } from "../section_titles.ts";
import { type ClassView, misconceptionId } from "./class_view.ts";
import { lines, text } from "./text.ts";

/** How many stand in the list of the commonest. */
const COMMONEST = 8;

/** How many messages are shown of what showed no misconception. */
const MOST_MESSAGES = 3;

/** The misconceptions of the class: the commonest, then all by step. */
export function* shownMisconceptions(
  report: GradeReport,
  { titles }: ClassView,
): Generator<string> {
  const { found, unknown } = misconceptionsOf(report);
  const all = report.submissions.length;
  yield `<section><h2 id="misconceptions">What they have wrong</h2>\n`;
  if (found.length + unknown.length === 0) {
    yield "<p>Nothing that was written is wrong.</p></section>\n";
    return;
  }
  if (found.length > 0) {
    const most = found.toSorted((a, b) => b.count - a.count)
      .slice(0, COMMONEST).map((one) =>
        `<li><a href="#${link(one)}">${one.count} of ${all}</a> at ${
          text(one.step)
        }: ${text(one.says)} <span class="soft">${
          text(sectionName(one.text, titles))
        }</span></li>\n`
      );
    yield `<h3>The commonest</h3>\n<ol>\n${most.join("")}</ol>\n`;
  }
  const steps = new Set([...found, ...unknown].map(({ step }) => step));
  for (const step of [...steps].sort(inOrder)) {
    const here = found.filter((one) => one.step === step);
    const others = unknown.find((one) => one.step === step);
    const title = here[0]?.title ?? others?.title ?? "";
    yield `<h3>${text(step)} ${text(title)}</h3>\n`;
    for (const one of here) yield misconception(one, all, titles);
    if (others !== undefined) yield unnamed(others, all);
  }
  yield "</section>\n";
}

function link({ step, id }: Found): string {
  return text(misconceptionId(step, id));
}

function misconception(
  one: Found,
  all: number,
  titles: SectionTitles | undefined,
): string {
  return `<h4 id="${link(one)}">${one.count} of ${all}: ${text(one.says)}</h4>
<p class="soft">${text(sectionName(one.text, titles))}</p>
${one.examples.map(example).join("")}`;
}

function example(failure: FailedTest, index: number): string {
  const { test, steps, expected, got } = failure;
  const parts = [
    ...(steps.length === 0 ? [] : [
      `<dt>What happened</dt><dd><ol>${
        steps.map((step) => `<li>${lines(step)}</li>`).join("")
      }</ol></dd>`,
    ]),
    ...(expected === ""
      ? []
      : [`<dt>Expected</dt><dd>${lines(expected)}</dd>`]),
    ...(got === "" ? [] : [
      `<dt>Got</dt><dd>${
        got.includes("\n") ? `<pre tabindex="0">${lines(got)}</pre>` : text(got)
      }</dd>`,
    ]),
  ];
  return `<details class="example"><summary>Example ${index + 1}: ${
    text(test)
  }</summary><dl>${parts.join("")}</dl></details>\n`;
}

function unnamed({ count, messages }: Unknown, all: number): string {
  const told = messages.slice(0, MOST_MESSAGES).map(({ message, count }) =>
    `<li>${count === 1 ? "" : `${count} times: `}${text(message)}</li>`
  );
  const more = messages.length - told.length;
  return `<h4>${count} of ${all} failed in another way</h4>
<ul>${told.join("")}${more > 0 ? `<li>and ${more} more</li>` : ""}</ul>\n`;
}

function inOrder(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
