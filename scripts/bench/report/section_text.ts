import type { ChartData } from "../chart/chart_data.ts";
import { scaleOf } from "../chart/scale.ts";
import { table } from "../chart/table.ts";
import { terminalChart } from "../chart/terminal_chart.ts";
import { style, wrap } from "../../terminal/text.ts";
import type { MeasuredSection } from "./report.ts";

/** What is said in the place of places. */
export const NOISY =
  "This machine was too noisy to rank anything here: half of the figures lie a quarter of their median apart from run to run. Close other programs, and measure again.";

/** A section as a terminal shows it. */
export function sectionText(
  { title, how, charts, noisy }: MeasuredSection,
  columns: number,
): string {
  const ranked = !noisy;
  return [
    `${style.bold(title)}\n${"=".repeat(title.length)}`,
    ...[...how, ...(noisy ? [NOISY] : [])].map((text) => wrap(text, "")),
    ...charts.flatMap((chart) => [
      heading(chart),
      // The places stand in the chart.
      table(chart, { ranked: false, columns, head: chart.unit }),
      terminalChart(chart, { ranked, columns }),
    ]),
  ].join("\n\n");
}

function heading(chart: ChartData): string {
  const { title, unit, better } = chart;
  const bars = scaleOf(chart).logarithmic ? "; the bars are logarithmic" : "";
  return wrap(`${style.bold(title)} (${unit}), ${better} is better${bars}`, "");
}
