import { escape } from "html-escaper";
import type { ChartData } from "../chart/chart_data.ts";
import { scaleOf } from "../chart/scale.ts";
import { rowsAt } from "../rank/rows.ts";
import { dateText, machineText } from "../report/machine_text.ts";
import type { BenchReport, MeasuredSection } from "../report/report.ts";
import { NOISY } from "../report/section_text.ts";
import { STYLE } from "./page_style.ts";
import { pageTable } from "./page_table.ts";

/**
 * The report as one page, which needs nothing from elsewhere.
 *
 * @param script What draws the charts.
 */
export function page(report: BenchReport, script: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>What serving, locking and talking cost</title>
<style>${STYLE}</style>
<h1>What serving, locking and talking cost</h1>
<p class="about">Measured by <code>deno task bench</code>${
    report.quick ? " with <code>--quick</code>, which is less exact," : ""
  } on ${escape(dateText(report.date))}: ${escape(machineText(report))}.</p>
<p>Each figure is the median of its runs ± half the distance between the quartiles; a thin line in the charts goes as far. The best comes first, with its place. Two places, such as 2–3, mean: too close to rank. Point at a figure to see how often it was measured.</p>
<noscript><p class="noisy">The charts need JavaScript. All figures are in the tables.</p></noscript>
${report.sections.map(section).join("\n")}
<script type="application/json" id="report">${
    JSON.stringify(report).replaceAll("<", "\\u003c")
  }</script>
<script>${script}</script>
</html>
`;
}

function section(
  { title, how, charts, noisy }: MeasuredSection,
  index: number,
): string {
  const sentences = how.map((text) => `<li>${escape(text)}</li>`);
  return `<section>
<h2>${escape(title)}</h2>
${noisy ? `<p class="noisy">${escape(NOISY)}</p>` : ""}
<details><summary>How it was measured</summary><ul>${
    sentences.join("\n")
  }</ul></details>
${charts.map((data, at) => chart(data, !noisy, `${index} ${at}`)).join("\n")}
</section>`;
}

function chart(data: ChartData, ranked: boolean, path: string): string {
  const { title, unit, better, labels } = data;
  const axis = scaleOf(data).logarithmic ? "; the axis is logarithmic" : "";
  const panels = labels.map((label, index) => {
    const rows = rowsAt(data, index, ranked);
    if (rows.length === 0) return "";
    return `<figure><figcaption>${
      escape(label)
    }</figcaption><div class="panel" style="height: ${
      30 + 26 * rows.length
    }px" data-panel="${path} ${index}" role="img" aria-label="Chart: ${
      escape(`${title}, ${label}; the table has its figures`)
    }"></div></figure>`;
  });
  return `<h3>${escape(title)} <small>in ${
    escape(unit)
  }, ${better} is better${axis}</small></h3>
<div class="panels">${panels.join("\n")}</div>
<details><summary>The figures as a table</summary>
${pageTable(data, ranked)}
</details>`;
}
