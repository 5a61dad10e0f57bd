/** Figures of several contenders at the same points, such as message sizes. */
export interface ChartData {
  /** What was measured: `"Round trip"`. */
  title: string;
  /** The unit of all values: `"µs"`. */
  unit: string;
  /** What the points are, as a heading: `"Message"`. */
  points: string;
  /** The points' names: `["64 B", "4 KiB"]`. */
  labels: string[];
  /** Whether more is better, or less. */
  better: "more" | "less";
  series: ChartSeries[];
}

/** One contender's figures, in the order of the labels; the last may be missing. */
export interface ChartSeries {
  name: string;
  values: ChartValue[];
}

/** One figure. */
export interface ChartValue {
  median: number;
  /** Half the distance between the quartiles, in the unit of `median`. */
  spread: number;
  /** How many times it was measured. */
  runs: number;
}

/** A number in a form that people read: three digits, thousands apart. */
export function readable(value: number): string {
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));
  return value.toLocaleString("en", {
    maximumFractionDigits: Math.min(digits, 4),
    maximumSignificantDigits: 3,
  });
}
