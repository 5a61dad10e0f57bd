import type { ChartData } from "../chart/chart_data.ts";
import type { Figure, Measure } from "./figure.ts";

/** The figures of the ways to talk as two charts: round trip and throughput. */
export function ipcCharts(figures: readonly Figure[]): ChartData[] {
  return [
    chart(figures, "round trip", "Round trip", "µs", "less"),
    chart(figures, "throughput", "Throughput", "MB/s", "more"),
  ];
}

function chart(
  figures: readonly Figure[],
  measure: Measure,
  title: string,
  unit: string,
  better: ChartData["better"],
): ChartData {
  const measured = figures.filter((figure) => figure.measure === measure);
  const sizes = [...new Set(measured.map(({ size }) => size))];
  const names = new Set(measured.map(({ contender }) => contender));
  return {
    title,
    unit,
    better,
    points: "Message",
    labels: sizes.map(bytes),
    series: [...names].map((name) => ({
      name,
      values: sizes.flatMap((size) =>
        measured
          .filter((f) => f.contender === name && f.size === size)
          .map(({ median, spread, runs }) => ({ median, spread, runs }))
      ),
    })),
  };
}

/** A number of bytes as people write it. */
function bytes(size: number): string {
  if (size < 1024) return `${size} B`;
  return size < 1024 * 1024 ? `${size / 1024} KiB` : `${size / 1024 ** 2} MiB`;
}
