/**
 * The standard error of a median: how far it would lie elsewhere if all were
 * measured again. Estimated as for a normal distribution, whose quartiles lie
 * 0.6745 standard deviations from its middle, and whose median varies 1.253
 * times as much as its mean.
 *
 * @param spread Half the distance between the quartiles.
 */
export function standardError(spread: number, runs: number): number {
  return 1.253 * spread / 0.6745 / Math.sqrt(runs);
}
