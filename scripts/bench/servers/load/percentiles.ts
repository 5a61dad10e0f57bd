/** How long requests took, in milliseconds: half of them at most p50. */
export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
}

/**
 * The percentiles of some durations, by the nearest rank: each is one of the
 * durations, and none is made up between two.
 */
export function percentiles(durations: readonly number[]): Percentiles {
  const sorted = Float64Array.from(durations).sort();
  const rank = (part: number) =>
    sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? NaN;
  return { p50: rank(0.5), p95: rank(0.95), p99: rank(0.99) };
}
