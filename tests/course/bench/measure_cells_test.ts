import { assert, assertEquals, assertRejects } from "@std/assert";
import type { Host } from "../../../scripts/bench/host/host.ts";
import {
  type Cell,
  measureCells,
} from "../../../scripts/bench/host/measure_cells.ts";
import { startContender } from "./start_contender.ts";

function cell(host: Host<number>, part: Partial<Cell<number>> = {}) {
  return {
    host,
    leaveOut: (error: unknown) => `left out: ${(error as Error).message}`,
    task: (count: number) => count,
    most: 1_000_000,
    slice: 1,
    figure: (ms: number, count: number) => ms / count,
    ...part,
  };
}

const once = {
  end: performance.now(),
  signal: new AbortController().signal,
  onProgress: () => {},
};

Deno.test("measureCells() measures each cell once when there is no time", async () => {
  await using host = await startContender("counting", null);
  const { samples, leftOut } = await measureCells(
    [cell(host), cell(host)],
    once,
  );
  assertEquals(samples.map((one) => one?.runs), [1, 1]);
  assertEquals(leftOut, []);
});

Deno.test("measureCells() repeats until the medians have settled", async () => {
  await using host = await startContender("counting", null);
  const parts: number[] = [];
  const { samples } = await measureCells(
    [cell(host, { figure: () => 7 })],
    { ...once, end: Infinity, onProgress: (part) => parts.push(part) },
  );
  assertEquals(samples[0]?.value, { median: 7, spread: 0, runs: 9 });
  assert(parts.every((part) => part >= 0 && part <= 1));
  assertEquals(parts.at(-1), 1);
});

Deno.test("measureCells() goes on without a contender that fails", async () => {
  await using broken = await startContender("failing", "unwritten");
  await using host = await startContender("counting", null);
  const { samples, leftOut } = await measureCells(
    [cell(broken), cell(host), cell(broken)],
    once,
  );
  assertEquals(samples.map((one) => one?.runs), [undefined, 1, undefined]);
  assertEquals(leftOut, ["left out: step 7.5.2 is not written yet"]);
});

Deno.test("measureCells() ends with an error that must not be left out", async () => {
  await using broken = await startContender("failing", "unwritten");
  const leaveOut = () => {
    throw new Error("no");
  };
  await assertRejects(
    () => measureCells([cell(broken, { leaveOut })], once),
    Error,
    "no",
  );
});
