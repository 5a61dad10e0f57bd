import type { ChartData, ChartValue } from "../chart/chart_data.ts";
import { type Place, places } from "./places.ts";

/** One contender at one point. */
export interface Row {
  name: string;
  value: ChartValue;
  /** Its place among those at this point; none where nothing is ranked. */
  place?: Place;
}

/**
 * The contenders at a point of a chart, the best first.
 *
 * @param index Which of the labels.
 * @param ranked Whether they get places.
 */
export function rowsAt(
  { series, better }: ChartData,
  index: number,
  ranked: boolean,
): Row[] {
  const rows = series.flatMap(({ name, values }) => {
    const value = values[index];
    return value === undefined || !Number.isFinite(value.median)
      ? []
      : [{ name, value }];
  });
  const ranks = places(rows.map(({ value }) => value), better);
  return rows
    .map((row, at) => ranked ? { ...row, place: ranks[at] } : row)
    .sort((a, b) => {
      const difference = a.value.median - b.value.median;
      return better === "more" ? -difference : difference;
    });
}
