import type { ChartData } from "../chart/chart_data.ts";

/** Half the distance between the quartiles, as a part of the median. */
const NOISE = 0.25;

/**
 * Whether the machine was too busy with other work to rank anything: in half of
 * the figures, the quartiles lie a quarter of the median or more away from it.
 */
export function tooNoisy(charts: readonly ChartData[]): boolean {
  const spreads = charts
    .flatMap(({ series }) => series.flatMap(({ values }) => values))
    .filter(({ runs, median }) => runs > 2 && median !== 0)
    .map(({ median, spread }) => spread / Math.abs(median))
    .sort((a, b) => a - b);
  return (spreads[Math.floor(spreads.length / 2)] ?? 0) > NOISE;
}
