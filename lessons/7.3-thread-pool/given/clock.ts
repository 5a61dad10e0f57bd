/**
 * The time in milliseconds since 1970. Each thread's `performance.now()` counts
 * from its own start; these can be compared.
 */
export function now(): number {
  return performance.timeOrigin + performance.now();
}
