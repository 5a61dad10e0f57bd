/** Buckets for each doubling of the time. */
const STEPS = 16;
/** Enough for 2⁴⁰ microseconds, twelve days. */
const BUCKETS = 40 * STEPS;

/** How long something took, in milliseconds. */
export interface Percentiles {
  /** Half of all times were not longer. */
  p50: number;
  p90: number;
  p99: number;
  /** The longest time. */
  max: number;
}

/**
 * Counts times by their length, so that a million of them take no more memory
 * than one: a histogram with buckets that grow with the time, as Gil Tene's
 * HdrHistogram. A percentile is at most 5 % too long, never too short.
 */
export class TimeHistogram {
  readonly #counts = new Float64Array(BUCKETS + 1);
  #total = 0;
  #max = 0;

  /** Counts a time in milliseconds. One below 0 (a clock set back) counts as 0. */
  record(ms: number): void {
    const us = Math.max(0, ms) * 1000;
    const bucket = us <= 1 ? 0 : Math.ceil(Math.log2(us) * STEPS);
    const at = Math.min(bucket, BUCKETS);
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
    this.#total++;
    this.#max = Math.max(this.#max, ms);
  }

  /**
   * The time in milliseconds that `percent` of all times did not exceed: 0 as
   * long as none was counted.
   */
  percentile(percent: number): number {
    // TODO(7.3.8): Of `#total` times, `percent` per cent (rounded up) are not
    // longer than the one that is looked for. Find its bucket, and return the
    // longest time of that: `longest()`, or `#max` if that is less.
    // #region 7.3.8
    const wanted = Math.ceil(this.#total * percent / 100);
    let counted = 0;
    for (const [bucket, count] of this.#counts.entries()) {
      counted += count;
      if (counted >= wanted) return Math.min(longest(bucket), this.#max);
    }
    return this.#max;
    // #endregion
  }

  /** The percentiles that are reported. */
  summary(): Percentiles {
    return {
      p50: this.percentile(50),
      p90: this.percentile(90),
      p99: this.percentile(99),
      max: this.#max,
    };
  }
}

/** The longest time that is counted in a bucket, in milliseconds. */
function longest(bucket: number): number {
  return 2 ** (bucket / STEPS) / 1000;
}
