import type { ChartData } from "../chart/chart_data.ts";
import { type Cell, measureCells } from "../host/measure_cells.ts";
import { type Started, startHosts, type Wanted } from "../host/start_hosts.ts";
import type { Source } from "../lesson_module.ts";
import type { Samples } from "../samples.ts";
import type { MeasureSection } from "../section.ts";
import type { LockTask } from "./lock_contender.ts";
import { mutexes, otherLocks } from "./locks.ts";

/** The most times that a lock is locked in one run. */
const MOST = 2_000_000;
const THREADS = [1, 2] as const;

/** Measures what a lock costs: alone, and when two threads want it. */
export const measureLocks: MeasureSection = async (
  { mine, budget, signal, onProgress },
) => {
  const end = performance.now() + budget;
  const temporary = await Deno.makeTempDir({ prefix: "bench-" });
  await using stack = new AsyncDisposableStack();
  stack.defer(() => Deno.remove(temporary, { recursive: true }));
  const { started, leftOut } = await startHosts(stack, wanted(mine), {
    module: new URL("./lock_contender.ts", import.meta.url),
    temporary,
    signal,
  });
  const { samples, leftOut: failed } = await measureCells(
    started.flatMap(cells),
    { end, signal, onProgress },
  );
  return {
    name: "locks",
    title: "Locks",
    how: [...HOW, ...leftOut, ...failed],
    charts: [chart(started.map(({ name }) => name), samples)],
  };
};

const HOW = [
  "Each lock is in a process of its own. It is locked and unlocked again and again: by one thread, with nothing in between; then by each of two threads, which count in shared memory in between, and the counts are checked.",
  "A run takes about 10 ms, or 20 ms with two threads. The locks take turns until their medians settle.",
];

function wanted(mine: boolean): Wanted<LockTask>[] {
  const one = (source: Source, optional: boolean) => (lock: string) => ({
    name: lock,
    source,
    order: { lock, source },
    trial: { threads: 2, times: 20_000 } as const,
    optional,
  });
  return [
    ...Object.keys(mutexes).map(one("solutions", false)),
    ...(mine ? Object.keys(mutexes).map(one("lessons", true)) : []),
    // Its package may not be had without a network.
    ...Object.keys(otherLocks).map(one("solutions", true)),
  ];
}

function cells({ host, leaveOut }: Started<LockTask>): Cell<LockTask>[] {
  return THREADS.map((threads) => ({
    host,
    leaveOut,
    task: (times) => ({ threads, times: Math.ceil(times / threads) }),
    most: MOST,
    // Two threads take some time to find their rhythm.
    slice: 10 * threads,
    figure: (ms, times) => 1e6 * ms / (Math.ceil(times / threads) * threads),
  }));
}

function chart(
  names: string[],
  samples: readonly (Samples | undefined)[],
): ChartData {
  const series = names.map((name, index) => ({
    name,
    values: samples
      .slice(THREADS.length * index, THREADS.length * (index + 1))
      .flatMap((one) => one?.value ?? []),
  }));
  return {
    title: "A lock and its unlock",
    unit: "ns",
    points: "Threads",
    labels: ["one thread", "two threads"],
    better: "less",
    series: series.filter(({ values }) => values.length > 0),
  };
}
