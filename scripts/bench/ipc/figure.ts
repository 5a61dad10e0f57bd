import type { ChartValue } from "../chart/chart_data.ts";

/** What was measured of one contender at one size. */
export interface Figure extends ChartValue {
  contender: string;
  /** Length of a message in bytes. */
  size: number;
  measure: Measure;
}

/** A message there and the answer back; or messages one way without a pause. */
export type Measure = "round trip" | "throughput";
