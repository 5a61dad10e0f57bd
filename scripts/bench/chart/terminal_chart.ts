import { placeText } from "../rank/places.ts";
import { type Row, rowsAt } from "../rank/rows.ts";
import { type ChartData, readable } from "./chart_data.ts";
import { scaleOf } from "./scale.ts";

const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** Options for {@linkcode terminalChart}. */
export interface TerminalChartOptions {
  /** How many columns there are. */
  columns: number;
  /** Whether the contenders get places. */
  ranked: boolean;
}

/** A bar for each contender, a block for each label, the best first. */
export function terminalChart(
  data: ChartData,
  { columns, ranked }: TerminalChartOptions,
): string {
  const { labels } = data;
  const blocks = labels.map((_, index) => rowsAt(data, index, ranked));
  const all = blocks.flat();
  const places = widest(all.map(placeOf));
  const names = widest(all.map(({ name }) => name));
  const figures = widest(all.map(figureOf));
  const bars = Math.max(8, columns - 2 - places - 1 - names - 1 - 1 - figures);
  const scale = scaleOf(data);
  const lines: string[] = [];
  for (const [index, label] of labels.entries()) {
    if (index > 0) lines.push("");
    lines.push(label);
    for (const row of blocks[index] ?? []) {
      const length = bars * scale.part(row.value.median);
      lines.push(
        `  ${placeOf(row).padEnd(places)} ${row.name.padEnd(names)} ${
          bar(length)
        } ${figureOf(row)}`,
      );
    }
  }
  return lines.join("\n");
}

function placeOf({ place }: Row): string {
  return place === undefined ? "" : placeText(place);
}

function figureOf({ value: { median } }: Row): string {
  return readable(median);
}

function widest(texts: string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}

function bar(length: number): string {
  const whole = Math.floor(length);
  return "█".repeat(whole) + (EIGHTHS[Math.floor((length - whole) * 8)] ?? "");
}
