import { assert, assertEquals } from "@std/assert";
import type { ChartData } from "../../../scripts/bench/chart/chart_data.ts";
import { scaleOf } from "../../../scripts/bench/chart/scale.ts";
import { table } from "../../../scripts/bench/chart/table.ts";
import { terminalChart } from "../../../scripts/bench/chart/terminal_chart.ts";

/** Medians of 25 runs with a spread of 8 %, in the order of the labels. */
function chart(medians: Record<string, number[]>): ChartData {
  return {
    title: "Memory",
    unit: "MB",
    points: "Clients",
    labels: ["1 client", "10 clients"],
    better: "less",
    series: Object.entries(medians).map(([name, values]) => ({
      name,
      values: values.map((median) => ({
        median,
        spread: 0.08 * median,
        runs: 25,
      })),
    })),
  };
}

const three = chart({ fork: [50, 100], thread: [10], pool: [10.2, 40] });

Deno.test("table() has each contender's figures, spreads and places", () => {
  // How wide the columns are is the library's business.
  const text = table(three, { ranked: true }).replaceAll(/ +/g, " ");
  assertEquals(
    text.split("\n").filter((_, index) => index !== 1),
    [
      "| Memory (MB) | 1 client | 10 clients |",
      "| fork | 50 ± 4 (3) | 100 ± 8 (2) |",
      "| thread | 10 ± 0.8 (1–2) | |",
      "| pool | 10.2 ± 0.816 (1–2) | 40 ± 3.2 (1) |",
    ],
  );
});

Deno.test("table() has no places where nothing is ranked", () => {
  const text = table(three, { ranked: false });
  assert(/ 10 ± 0.8 \|/.test(text), text);
});

Deno.test("table() is cut into several where it is too wide", () => {
  const text = table(three, { ranked: true, columns: 40 });
  assertEquals(text.split("\n\n").length, 2);
  for (const line of text.split("\n")) assert(line.length <= 40, line);
});

Deno.test("terminalChart() puts the best first, with its place and a bar", () => {
  assertEquals(
    terminalChart(three, { columns: 40, ranked: true }),
    `\
1 client
  1–2 thread ██▏ 10
  1–2 pool   ██▏ 10.2
  3   fork   ███████████ 50

10 clients
  1   pool   ████████▊ 40
  2   fork   ██████████████████████ 100`,
  );
});

Deno.test("terminalChart() keeps to its columns, with long names and a logarithmic axis", () => {
  const wide = chart({
    "Mutex, one token again (yours)": [0.001, 1],
    "npm:multithreading 0.3.52": [12_345, 1_234_567],
  });
  const text = terminalChart(wide, { columns: 80, ranked: true });
  for (const line of text.split("\n")) assert(line.length <= 80, line);
});

Deno.test("scaleOf() is plain while all bars can be seen, and with a zero", () => {
  for (const values of [[1, 50], [0, 1_000], [0, 0]]) {
    assertEquals(scaleOf(chart({ one: values })).logarithmic, false);
  }
  assertEquals(scaleOf(chart({ one: [0, 0] })).part(0), 0);
  const { logarithmic, part } = scaleOf(chart({ one: [1, 51] }));
  assert(logarithmic && part(1) > 0 && part(51) === 1);
});
