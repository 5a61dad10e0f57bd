import type { ChartData, ChartValue } from "../chart/chart_data.ts";
import { standardError } from "../standard_error.ts";

/**
 * A place among others: from the first to the last one that a figure may have.
 * They are the same where no other is too close.
 */
export interface Place {
  first: number;
  last: number;
}

/** Standard errors between two medians that differ: 99 % of a normal curve. */
const ERRORS = 2.6;
/**
 * A smaller difference, as a part of the larger median, says nothing: the same
 * program started again differs by as much.
 */
const MARGIN = 0.05;

/**
 * The places of figures measured in turns. Two whose medians cannot be told
 * apart are not ranked: each may have the other's place.
 */
export function places(
  values: readonly ChartValue[],
  better: ChartData["better"],
): Place[] {
  const usual = usualSpread(values);
  return values.map((value) => {
    const apart = values.filter((other) => toldApart(value, other, usual));
    const ahead = apart.filter(({ median }) =>
      better === "more" ? median > value.median : median < value.median
    );
    const behind = apart.length - ahead.length;
    return { first: ahead.length + 1, last: values.length - behind };
  });
}

/** Whether one of two figures is certainly the larger one. */
function toldApart(a: ChartValue, b: ChartValue, usual: number): boolean {
  const difference = Math.abs(a.median - b.median);
  const least = MARGIN * Math.max(Math.abs(a.median), Math.abs(b.median));
  const errors = Math.hypot(errorOf(a, usual), errorOf(b, usual));
  return difference > least && difference > ERRORS * errors;
}

/**
 * The standard error of a median. The quartiles of few values lie too close to
 * each other: the factor corrects that (1.7 for three of them). They also lie
 * close by chance, so a spread counts as at least the usual one. One value tells
 * nothing.
 *
 * @param usual The usual spread, as a part of the median.
 */
function errorOf({ median, spread, runs }: ChartValue, usual: number): number {
  if (runs < 2) return Infinity;
  const least = Math.max(spread, usual * Math.abs(median));
  return standardError(least, runs) * runs / (runs - 1.2);
}

/** The middle one of the spreads, as parts of their medians. */
function usualSpread(values: readonly ChartValue[]): number {
  const parts = values
    .filter(({ median, runs }) => median !== 0 && runs > 1)
    .map(({ median, spread }) => spread / Math.abs(median))
    .sort((a, b) => a - b);
  return parts[Math.floor((parts.length - 1) / 2)] ?? 0;
}

/** A place as people write it: `2`, or `2–3` where two are too close. */
export function placeText({ first, last }: Place): string {
  return first === last ? `${first}` : `${first}–${last}`;
}
