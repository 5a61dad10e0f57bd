/** What was measured of one contender at one size. */
export interface Figure {
  contender: string;
  /** Length of a message in bytes. */
  size: number;
  measure: Measure;
  /** Microseconds for a round trip, or megabytes (10^6 bytes) a second. */
  median: number;
  /** Half the distance between the quartiles, in the unit of `median`. */
  spread: number;
  /** How many times it was measured. */
  runs: number;
}

/** A message there and the answer back; or messages one way without a pause. */
export type Measure = "round trip" | "throughput";
