import type { ChartValue } from "./chart/chart_data.ts";
import { standardError } from "./standard_error.ts";

/** Samples of a figure, as they come. */
export class Samples {
  readonly #values: number[] = [];

  add(value: number): void {
    const at = this.#values.findIndex((other) => other > value);
    this.#values.splice(at < 0 ? this.#values.length : at, 0, value);
  }

  get runs(): number {
    return this.#values.length;
  }

  get median(): number {
    return this.#quantile(0.5);
  }

  get spread(): number {
    return (this.#quantile(0.75) - this.#quantile(0.25)) / 2;
  }

  /** The figure as charts have it. */
  get value(): ChartValue {
    return { median: this.median, spread: this.spread, runs: this.runs };
  }

  /**
   * Whether more runs would hardly move the median: its standard error, as
   * estimated from the quartiles, is below 2 %.
   */
  get settled(): boolean {
    if (this.runs < 9) return false;
    return standardError(this.spread, this.runs) < 0.02 * this.median;
  }

  #quantile(part: number): number {
    const at = (this.#values.length - 1) * part;
    const low = this.#values[Math.floor(at)] ?? NaN;
    const high = this.#values[Math.ceil(at)] ?? NaN;
    return low + (high - low) * (at % 1);
  }
}
