import { type ChartData, readable } from "./chart_data.ts";

/** How many columns the longest bar takes. */
const WIDTH = 40;
const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/**
 * A bar for each contender, a block for each label, the best first. Bars are
 * logarithmic: each tenth of the longest stands for the same factor.
 */
export function terminalChart(data: ChartData): string {
  const { title, unit, labels, series, better } = data;
  const all = series.flatMap(({ values }) => values.map((v) => v.median));
  const low = Math.log10(Math.min(...all)) - 0.1;
  const high = Math.log10(Math.max(...all));
  const names = Math.max(...series.map(({ name }) => name.length));
  const lines = [`${title}, ${unit}: ${better} is better (logarithmic)`];
  for (const [index, label] of labels.entries()) {
    lines.push("", label);
    const rows = series.flatMap(({ name, values }) => {
      const median = values[index]?.median;
      return median === undefined ? [] : [{ name, median }];
    });
    rows.sort((a, b) =>
      better === "more" ? b.median - a.median : a.median - b.median
    );
    for (const { name, median } of rows) {
      const length = WIDTH * (Math.log10(median) - low) / (high - low);
      lines.push(
        `  ${name.padEnd(names)} ${bar(length)} ${readable(median)}`,
      );
    }
  }
  return lines.join("\n");
}

function bar(length: number): string {
  const whole = Math.floor(length);
  return "█".repeat(whole) + (EIGHTHS[Math.floor((length - whole) * 8)] ?? "");
}
