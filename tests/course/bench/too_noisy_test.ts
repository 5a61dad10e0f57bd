import { assertEquals } from "@std/assert";
import type { ChartData } from "../../../scripts/bench/chart/chart_data.ts";
import { tooNoisy } from "../../../scripts/bench/rank/too_noisy.ts";

function chart(spreads: number[], runs = 20): ChartData {
  const values = spreads.map((spread) => ({ median: 100, spread, runs }));
  return {
    title: "Time",
    unit: "ms",
    points: "Size",
    labels: spreads.map(String),
    better: "less",
    series: [{ name: "one", values }],
  };
}

Deno.test("tooNoisy() is true when half of the figures are spread widely", () => {
  assertEquals(tooNoisy([chart([5, 5, 90])]), false);
  assertEquals(tooNoisy([chart([5, 30]), chart([40])]), true);
});

Deno.test("tooNoisy() knows nothing of figures measured once or twice", () => {
  assertEquals(tooNoisy([chart([90, 90], 2), chart([5])]), false);
  assertEquals(tooNoisy([]), false);
});
