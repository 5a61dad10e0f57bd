import type {
  ChartData,
  ChartSeries,
  ChartValue,
} from "../chart/chart_data.ts";
import { Samples } from "../samples.ts";

/** What a chart is called, without its figures. */
export type ChartHead = Omit<ChartData, "labels" | "series">;

/** The samples of all charts: by chart, by contender, by label. */
export class Figures {
  readonly #charts = new Map<ChartHead, Map<string, Map<string, Samples>>>();

  /** Notes what was measured once. */
  add(chart: ChartHead, contender: string, label: string, value: number): void {
    const byContender = entry(this.#charts, chart, () => new Map());
    const byLabel = entry(byContender, contender, () => new Map());
    entry(byLabel, label, () => new Samples()).add(value);
  }

  /** What was measured so far, if it was. */
  of(chart: ChartHead, contender: string, label: string): Samples | undefined {
    return this.#charts.get(chart)?.get(contender)?.get(label);
  }

  /** Forgets a contender. */
  drop(contender: string): void {
    for (const byContender of this.#charts.values()) {
      byContender.delete(contender);
    }
  }

  /** A chart with the figures of these contenders, in this order. */
  chart(
    head: ChartHead,
    contenders: readonly string[],
    labels: readonly string[],
  ): ChartData {
    const series: ChartSeries[] = contenders.map((name) => {
      const all = labels.map((label) => this.of(head, name, label));
      // What a contender cannot do stands last: nothing is left out between.
      const end = all.indexOf(undefined);
      const measured = end < 0 ? all : all.slice(0, end);
      return {
        name,
        values: measured.flatMap((one) => one ? [value(one)] : []),
      };
    });
    return {
      ...head,
      labels: [...labels],
      series: series.filter(({ values }) => values.length > 0),
    };
  }
}

function value({ median, spread, runs }: Samples): ChartValue {
  return { median, spread, runs };
}

function entry<Key, Value>(
  map: Map<Key, Value>,
  key: Key,
  create: () => Value,
): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const created = create();
  map.set(key, created);
  return created;
}
