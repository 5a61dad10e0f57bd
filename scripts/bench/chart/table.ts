import { markdownTable } from "markdown-table";
import { placeText } from "../rank/places.ts";
import { rowsAt } from "../rank/rows.ts";
import { type ChartData, readable } from "./chart_data.ts";

/** Options for {@linkcode table}. */
export interface TableOptions {
  /** Whether the contenders get places. */
  ranked: boolean;
  /**
   * How many columns it may take: a wider one is cut into several.
   *
   * @default {Infinity}
   */
  columns?: number;
  /** What stands over the contenders. @default the title and the unit */
  head?: string;
}

/** A table that reads well in a terminal and is Markdown, for the texts. */
export function table(
  data: ChartData,
  {
    ranked,
    columns = Infinity,
    head = `${data.title} (${data.unit})`,
  }: TableOptions,
): string {
  const cells = cellsOf(data, ranked);
  const part = (from: number, to: number) =>
    partOf(data, cells, head, from, to);
  const parts: string[] = [];
  for (let from = 0; from < data.labels.length;) {
    let to = data.labels.length;
    while (to > from + 1 && width(part(from, to)) > columns) to--;
    parts.push(part(from, to));
    from = to;
  }
  return parts.join("\n\n");
}

/** A contender's cells, in the order of the labels; empty where it has none. */
function cellsOf(data: ChartData, ranked: boolean): Map<string, string[]> {
  const cells = new Map<string, string[]>();
  for (const { name } of data.series) {
    cells.set(
      name,
      data.labels.map(() => ""),
    );
  }
  for (const index of data.labels.keys()) {
    for (const { name, value, place } of rowsAt(data, index, ranked)) {
      const row = cells.get(name);
      const text = `${readable(value.median)} ± ${readable(value.spread)}`;
      if (row === undefined) continue;
      row[index] = place === undefined ? text : `${text} (${placeText(place)})`;
    }
  }
  return cells;
}

function partOf(
  { labels }: ChartData,
  cells: ReadonlyMap<string, string[]>,
  head: string,
  from: number,
  to: number,
): string {
  const heads = [head, ...labels.slice(from, to)];
  const rows = [...cells].map(([name, row]) => [name, ...row.slice(from, to)]);
  return markdownTable([heads, ...rows], {
    align: ["l", ...heads.slice(1).map(() => "r")],
  });
}

function width(text: string): number {
  return text.indexOf("\n");
}
