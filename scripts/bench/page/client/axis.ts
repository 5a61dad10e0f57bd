import type { ChartData } from "../../chart/chart_data.ts";
import { scaleOf } from "../../chart/scale.ts";

/** The axis of a chart's figures, the same for all its panels. */
export interface Axis {
  type: "value" | "log";
  min: number;
  max: number;
  /** How far numbers stand apart on a plain axis. */
  interval?: number;
}

/** The axis on which all figures of a chart have room. */
export function axisOf(data: ChartData): Axis {
  const all = data.series
    .flatMap(({ values }) => values.map(({ median }) => median))
    .filter(Number.isFinite);
  const high = Math.max(...all);
  if (!scaleOf(data).logarithmic) {
    const max = roundUp(high);
    return { type: "value", min: 0, max, interval: max / 2 };
  }
  const low = Math.min(...all);
  return {
    type: "log",
    min: 10 ** Math.floor(Math.log10(low)),
    max: 10 ** Math.ceil(Math.log10(high)),
  };
}

/** Ends of an axis whose halves are round numbers, too. */
const ENDS = [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10];

function roundUp(value: number): number {
  if (value <= 0) return 1;
  const ten = 10 ** Math.floor(Math.log10(value));
  return (ENDS.find((end) => end * ten >= value) ?? 10) * ten;
}
