import { assertEquals } from "@std/assert";
import { Figures } from "../../../scripts/bench/servers/figures.ts";

const head = { title: "T", unit: "ms", points: "P", better: "less" } as const;

Deno.test("Figures.chart() has a median for each label, and its runs", () => {
  const figures = new Figures();
  for (const value of [1, 9, 2]) figures.add(head, "a", "one", value);
  figures.add(head, "a", "two", 5);
  assertEquals(figures.chart(head, ["a"], ["one", "two"]), {
    ...head,
    labels: ["one", "two"],
    series: [{
      name: "a",
      values: [
        { median: 2, spread: 2, runs: 3 },
        { median: 5, spread: 0, runs: 1 },
      ],
    }],
  });
});

Deno.test("Figures.chart() leaves out what was not measured, and who was dropped", () => {
  const figures = new Figures();
  figures.add(head, "a", "one", 1);
  figures.add(head, "b", "one", 1);
  figures.add(head, "c", "two", 1);
  figures.drop("b");
  const { series } = figures.chart(head, ["c", "b", "a"], ["one", "two"]);
  assertEquals(series.map(({ name, values }) => [name, values.length]), [
    ["a", 1],
  ]);
});
