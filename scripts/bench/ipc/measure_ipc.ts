import { Samples } from "../samples.ts";
import type { Contender, StartContender } from "./contender.ts";
import type { Figure, Measure } from "./figure.ts";
import { messageQueue, pipe, socket } from "./process_contenders.ts";
import { blocking, eventBus, messagePort } from "./thread_contenders.ts";

/** Options for {@linkcode measureIpc}. */
export interface IpcOptions {
  /** Lengths of messages in bytes: multiples of 64, and of 4096 from there. */
  sizes?: readonly number[];
  /** Milliseconds after which no new round begins. @default {45_000} */
  budget?: number;
  /** Ends the measurement; it then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Told after each round, from 0 to 1. */
  onProgress?: (part: number) => void;
}

/** How long, in milliseconds, one run of one contender is to take. */
const SLICE = 8;
/** The most bytes of one run: what a way has taken must fit somewhere. */
const MOST_BYTES = 64 * 1024 * 1024;

/** One figure that is being measured. */
interface Cell {
  contender: Contender;
  size: number;
  measure: Measure;
  /** Messages in one run. */
  count: number;
  samples: Samples;
}

/**
 * Measures each way to talk, in turn and again and again, until the medians
 * settle or the time is used up. Nothing runs on when it has returned.
 */
export async function measureIpc(
  {
    sizes = [64, 4096, 65_536, 1_048_576],
    budget = 45_000,
    signal,
    onProgress = () => {},
  }: IpcOptions = {},
): Promise<Figure[]> {
  const end = performance.now() + budget;
  await using started = new AsyncDisposableStack();
  const cells: Cell[] = [];
  for (const start of starters()) {
    const contender = started.use(await start());
    for (const size of sizes) {
      for (const measure of ["round trip", "throughput"] as const) {
        const cell = { contender, size, measure, count: 1 };
        cells.push({ ...cell, samples: new Samples() });
      }
    }
  }
  for (const cell of cells) await calibrate(cell);
  for (let open = cells; open.length > 0 && performance.now() < end;) {
    for (const cell of open) {
      signal?.throwIfAborted();
      cell.samples.add(inUnit(cell, await run(cell)));
      // Lets timers and signals through between two that block.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    open = open.filter(({ samples }) => !samples.settled);
    onProgress(1 - open.length / cells.length);
  }
  return cells.map(({ contender, size, measure, samples }) => ({
    contender: contender.name,
    size,
    measure,
    median: samples.median,
    spread: samples.spread,
    runs: samples.runs,
  }));
}

function starters(): StartContender[] {
  return [
    pipe,
    () => socket("tcp"),
    ...(Deno.build.os === "windows" ? [] : [() => socket("unix")]),
    messageQueue,
    messagePort,
    eventBus,
    () => blocking("mailbox"),
    () => blocking("ring buffer"),
  ];
}

/** Finds out how many messages fill a slice of time, and warms up. */
async function calibrate(cell: Cell): Promise<void> {
  const most = Math.max(1, Math.floor(MOST_BYTES / cell.size));
  for (let turn = 0; turn < 6; turn++) {
    const each = await run(cell) / cell.count;
    const fitting = Math.round(SLICE / each);
    cell.count = Math.min(Math.max(1, fitting), most, 8 * cell.count);
  }
}

/** Runs a cell once. Returns how many milliseconds it took. */
async function run({ contender, size, measure, count }: Cell): Promise<number> {
  const mode = measure === "round trip" ? "echo" : "sink";
  const start = performance.now();
  await contender.run({ mode, count, size });
  return performance.now() - start;
}

function inUnit({ measure, count, size }: Cell, ms: number): number {
  return measure === "round trip"
    ? ms * 1_000 / count
    : count * size / 1_000 / ms;
}
