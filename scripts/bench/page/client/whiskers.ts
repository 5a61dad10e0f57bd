import type { Row } from "../../rank/rows.ts";

/** What the chart library lends to who draws an item. */
interface Api {
  value(dimension: number): number;
  coord(point: [number, number]): [number, number];
}

/** A series of lines: as far as half the distance between the quartiles. */
export function whiskers(rows: readonly Row[], color: string) {
  return {
    type: "custom",
    silent: true,
    z: 3,
    clip: true,
    data: rows.map(({ value: { median, spread } }, index) => [
      index,
      Math.max(median - spread, median / 100),
      median + spread,
    ]),
    encode: { x: [1, 2], y: 0 },
    renderItem: (_: unknown, api: Api) => {
      const [left, y] = api.coord([api.value(1), api.value(0)]);
      const [right] = api.coord([api.value(2), api.value(0)]);
      return {
        type: "line",
        shape: { x1: left, y1: y, x2: right, y2: y },
        style: { stroke: color, lineWidth: 1.5, opacity: 0.7 },
      };
    },
  };
}
