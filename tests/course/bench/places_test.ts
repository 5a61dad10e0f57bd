import { assertEquals } from "@std/assert";
import type { ChartValue } from "../../../scripts/bench/chart/chart_data.ts";
import { places, placeText } from "../../../scripts/bench/rank/places.ts";

/** A figure of 25 runs: its standard error is 0.37 of its spread. */
function figure(median: number, spread: number, runs = 25): ChartValue {
  return { median, spread, runs };
}

function texts(values: ChartValue[], better: "more" | "less" = "less") {
  return places(values, better).map(placeText);
}

Deno.test("places() ranks figures that are far apart", () => {
  const values = [figure(30, 1), figure(10, 1), figure(20, 1)];
  assertEquals(texts(values), ["3", "1", "2"]);
  assertEquals(texts(values, "more"), ["1", "3", "2"]);
});

Deno.test("places() gives two that are too close the same places", () => {
  assertEquals(
    texts([figure(10, 1), figure(20, 8), figure(24, 8), figure(90, 1)]),
    ["1", "2–3", "2–3", "4"],
  );
});

Deno.test("places() lets one be close to two that differ", () => {
  assertEquals(
    texts([figure(100, 8), figure(110, 8), figure(120, 8)]),
    ["1–2", "1–3", "2–3"],
  );
});

Deno.test("places() ranks nothing by a difference below a twentieth", () => {
  assertEquals(texts([figure(100, 0.1), figure(104, 0.1)]), ["1–2", "1–2"]);
  assertEquals(texts([figure(100, 0.1), figure(106, 0.1)]), ["1", "2"]);
});

Deno.test("places() asks few runs for a larger difference, and ranks nothing after one", () => {
  for (const [runs, wanted] of [[25, "1"], [4, "1–2"]] as const) {
    const values = [figure(100, 10, runs), figure(125, 10, runs)];
    assertEquals(texts(values)[0], wanted);
  }
  assertEquals(texts([figure(1, 0, 1), figure(9, 0, 1)]), ["1–2", "1–2"]);
});

Deno.test("places() does not believe that one of few runs is exact by chance", () => {
  const values = [figure(100, 0.1, 3), figure(120, 12, 3), figure(130, 14, 3)];
  assertEquals(texts(values), ["1–3", "1–3", "1–3"]);
});

Deno.test("places() of one, of none and of equals", () => {
  assertEquals(texts([figure(5, 1)]), ["1"]);
  assertEquals(texts([]), []);
  assertEquals(texts([figure(0, 0), figure(0, 0)]), ["1–2", "1–2"]);
});
