import { type Cell, measureCells } from "../host/measure_cells.ts";
import { type Started, startHosts, type Wanted } from "../host/start_hosts.ts";
import type { Source } from "../lesson_module.ts";
import type { MeasureSection } from "../section.ts";
import type { Figure, Measure } from "./figure.ts";
import { ipcCharts } from "./ipc_charts.ts";
import type { Task } from "./peer.ts";
import { type Way, WAYS } from "./ways.ts";

/** Lengths of messages in bytes: multiples of 64, and of 4096 from there. */
const SIZES = { quick: [64, 65_536], whole: [64, 4096, 65_536, 1_048_576] };
/** The most bytes of one run: what a way has taken must fit somewhere. */
const MOST_BYTES = 64 * 1024 * 1024;

/** One figure that is measured. */
type IpcCell = Cell<Task> & Pick<Figure, "contender" | "size" | "measure">;

/** Measures the ways to talk of lesson 7.5 between processes and threads. */
export const measureIpc: MeasureSection = async (
  { quick, mine, budget, signal, onProgress },
) => {
  const end = performance.now() + budget;
  const temporary = await Deno.makeTempDir({ prefix: "bench-" });
  await using stack = new AsyncDisposableStack();
  stack.defer(() => Deno.remove(temporary, { recursive: true }));
  const { started, leftOut } = await startHosts(stack, wanted(mine), {
    module: new URL("./ipc_contender.ts", import.meta.url),
    temporary,
    signal,
  });
  const sizes = quick ? SIZES.quick : SIZES.whole;
  const cells = started.flatMap((one) => cellsOf(one, sizes));
  const { samples, leftOut: failed } = await measureCells(
    cells,
    { end, signal, onProgress },
  );
  const figures = cells.flatMap(({ contender, size, measure }, index) => {
    const value = samples[index]?.value;
    return value === undefined ? [] : { contender, size, measure, ...value };
  });
  return {
    name: "ipc",
    title: "Ways to talk",
    how: [...HOW, ...leftOut, ...failed],
    charts: ipcCharts(figures),
  };
};

const HOW = [
  "Each way is in a process of its own, and its other end in another process or thread. A round trip is a message there and its answer back. For the throughput, messages go one way without a pause until the last one is confirmed; a MB is 1,000,000 bytes.",
  "A run takes about 8 ms. The ways take turns until their medians settle.",
];

function wanted(mine: boolean): Wanted<Task>[] {
  const one = (source: Source) => (way: Way) => ({
    name: way,
    source,
    order: { way, source },
    trial: { mode: "echo", count: 1, size: 64 } as const,
    optional: source === "lessons",
  });
  return [
    ...WAYS.map(one("solutions")),
    ...(mine ? WAYS.map(one("lessons")) : []),
  ];
}

function cellsOf(
  { name, host, leaveOut }: Started<Task>,
  sizes: readonly number[],
): IpcCell[] {
  const cell = (size: number, measure: Measure): IpcCell => ({
    contender: name,
    size,
    measure,
    host,
    leaveOut,
    task: (count) => ({
      mode: measure === "round trip" ? "echo" : "sink",
      count,
      size,
    }),
    most: Math.max(1, Math.floor(MOST_BYTES / size)),
    figure: (ms, count) =>
      measure === "round trip" ? ms * 1_000 / count : count * size / 1_000 / ms,
  });
  return sizes.flatMap((size) => [
    cell(size, "round trip"),
    cell(size, "throughput"),
  ]);
}
