import { escape } from "html-escaper";
import { type ChartData, readable } from "../../chart/chart_data.ts";
import { placeText } from "../../rank/places.ts";
import type { Row } from "../../rank/rows.ts";

/** What is told of a contender's figure, as HTML. */
export function tooltipText(
  row: Row | undefined,
  { unit, series }: Pick<ChartData, "unit" | "series">,
): string {
  if (row === undefined) return "";
  const { name, value: { median, spread, runs }, place } = row;
  const lines = [
    `<strong>${escape(name)}</strong>`,
    `median ${readable(median)} ${escape(unit)}`,
    `spread ± ${readable(spread)} ${escape(unit)}`,
    `${runs} ${runs === 1 ? "run" : "runs"}`,
  ];
  if (place !== undefined) {
    lines.push(
      place.first === place.last
        ? `place ${place.first} of ${series.length}`
        : `place ${placeText(place)} of ${series.length}: too close to rank`,
    );
  }
  return lines.join("<br>");
}
