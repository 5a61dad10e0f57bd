import type { ChartData } from "./chart_data.ts";

/** Where a figure lies on the axis of its chart. */
export interface Scale {
  logarithmic: boolean;
  /** From 0, where the axis begins, to 1 for the largest figure. */
  part: (value: number) => number;
}

/** How many times the smallest figure fits into the largest on a plain axis. */
const PLAIN = 50;

/**
 * The scale of a chart. Bars are as long as their figures, unless the smallest
 * ones could not be seen then.
 */
export function scaleOf({ series }: ChartData): Scale {
  const all = series
    .flatMap(({ values }) => values.map(({ median }) => median))
    .filter(Number.isFinite);
  const high = Math.max(...all);
  const low = Math.min(...all);
  if (low <= 0 || high / low <= PLAIN) {
    return {
      logarithmic: false,
      part: (value) => high > 0 ? Math.max(0, value / high) : 0,
    };
  }
  const begin = Math.log10(low) - 0.1;
  return {
    logarithmic: true,
    part: (value) => (Math.log10(value) - begin) / (Math.log10(high) - begin),
  };
}
