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
  return values.map((value) => {
    const apart = values.filter((other) => toldApart(value, other));
    const ahead = apart.filter(({ median }) =>
      better === "more" ? median > value.median : median < value.median
    );
    const behind = apart.length - ahead.length;
    return { first: ahead.length + 1, last: values.length - behind };
  });
}

/** Whether one of two figures is certainly the larger one. */
export function toldApart(a: ChartValue, b: ChartValue): boolean {
  const difference = Math.abs(a.median - b.median);
  const least = MARGIN * Math.max(Math.abs(a.median), Math.abs(b.median));
  return difference > least &&
    difference > ERRORS * Math.hypot(errorOf(a), errorOf(b));
}

/**
 * The standard error of a median, larger after few runs: these know their own
 * spread badly (the variance of Student's t), and one or two not at all.
 */
function errorOf({ spread, runs }: ChartValue): number {
  return runs < 3 ? Infinity : standardError(spread, runs) * runs / (runs - 2);
}

/** A place as people write it: `2`, or `2–3` where two are too close. */
export function placeText({ first, last }: Place): string {
  return first === last ? `${first}` : `${first}–${last}`;
}
