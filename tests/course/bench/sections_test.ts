import { assert, assertEquals, assertRejects } from "@std/assert";
import { measureIpc } from "../../../scripts/bench/ipc/measure_ipc.ts";
import { measureLocks } from "../../../scripts/bench/locks/measure_locks.ts";
import type { MeasureOptions } from "../../../scripts/bench/section.ts";
import { SECTIONS } from "../../../scripts/bench/sections.ts";
import { COURSE } from "../fixture/course.ts";

const options: MeasureOptions = {
  root: COURSE,
  quick: true,
  mine: false,
  withC: false,
  budget: 0,
  signal: new AbortController().signal,
  onProgress: () => {},
};

Deno.test("all sections take less than five minutes, and 40 s with --quick", () => {
  const sum = (kind: "whole" | "quick") =>
    SECTIONS.reduce((time, { budget }) => time + budget[kind], 0);
  assert(sum("whole") < 240_000);
  assert(sum("quick") < 32_000);
});

for (
  const [measure, contenders] of [[measureIpc, 7], [measureLocks, 5]] as const
) {
  Deno.test(`${measure.name}() has a figure for each contender at each point`, async () => {
    const { how, charts } = await measure(options);
    assert(how.length > 0);
    for (const { series, labels, title } of charts) {
      assert(series.length >= contenders, title);
      for (const { name, values } of series) {
        assertEquals(values.length, labels.length, name);
        for (const { median, runs } of values) {
          assert(median > 0 && runs === 1, name);
        }
      }
    }
  });

  Deno.test(`${measure.name}() stops when it is aborted`, async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await assertRejects(() => measure({ ...options, signal }), Error, "enough");
  });
}
