import { markdownTable } from "markdown-table";
import { type ChartData, type ChartValue, readable } from "./chart_data.ts";

/** A table that reads well in a terminal and is Markdown, for the texts. */
export function table({ title, unit, labels, series }: ChartData): string {
  const head = [`${title} (${unit})`, ...labels];
  const rows = series.map(({ name, values }) => [name, ...values.map(cell)]);
  return markdownTable([head, ...rows], {
    align: ["l", ...labels.map(() => "r")],
  });
}

function cell({ median, spread }: ChartValue): string {
  return `${readable(median)} ± ${readable(spread)}`;
}
