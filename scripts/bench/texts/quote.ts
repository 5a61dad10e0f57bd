import type { ChartData } from "../chart/chart_data.ts";
import { table } from "../chart/table.ts";
import { dateText, machineText } from "../report/machine_text.ts";
import type { BenchReport } from "../report/report.ts";
import type { BenchMark } from "./bench_mark.ts";

/**
 * What stands in a text for a mark: the table, and what it was measured on.
 * Nothing if its section was not measured.
 *
 * @throws {SyntaxError} If the mark names what there is not; the message tells
 * what there is.
 */
export function quote(
  report: BenchReport,
  mark: BenchMark,
): string | undefined {
  const section = report.sections.find(({ name }) => name === mark.section);
  if (section === undefined) return undefined;
  const chart = section.charts.find(({ title }) => title === mark.chart);
  if (chart === undefined) {
    throw new SyntaxError(
      `Line ${mark.line} names no chart of ${section.name}: "${mark.chart}". There is ${
        list(section.charts.map(({ title }) => title))
      }.`,
    );
  }
  return `${table(part(chart, mark), { ranked: true })}

Measured by \`deno task bench ${section.name}\` on ${dateText(report.date)}: ${
    machineText(report)
  }. Median ± half the distance between the quartiles, and the place; two places, such as (2–3), mean: too close to rank.`;
}

/** The contenders that a mark asks for, in its order. */
function part(chart: ChartData, { only, line }: BenchMark): ChartData {
  if (only === undefined) return chart;
  const series = only.map((wanted) => {
    const found = chart.series.find(({ name }) => name === wanted);
    if (found !== undefined) return found;
    throw new SyntaxError(
      `Line ${line} names no contender of "${chart.title}": "${wanted}". There is ${
        list(chart.series.map(({ name }) => name))
      }.`,
    );
  });
  return { ...chart, series };
}

function list(names: string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}
