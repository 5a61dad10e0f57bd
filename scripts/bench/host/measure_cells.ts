import { Samples } from "../samples.ts";
import type { Host } from "./host.ts";

/** One figure that is measured in turns with others. */
export interface Cell<Task> {
  host: Host<Task>;
  /** The task of one run, in which something is done so many times. */
  task: (count: number) => Task;
  /** The most times of one run. */
  most: number;
  /** How long, in milliseconds, one run is to take. @default {8} */
  slice?: number;
  /** The figure, from the milliseconds that so many took. */
  figure: (ms: number, count: number) => number;
}

/** Options for {@linkcode measureCells}. */
export interface MeasureCellsOptions {
  /** When no new round begins, on the clock of `performance.now()`. */
  end: number;
  signal: AbortSignal;
  onProgress: (part: number) => void;
}

/**
 * Measures all in turn, again and again, until the medians settle or the time is
 * used up: what disturbs the machine for a while disturbs all of them.
 */
export async function measureCells<Task>(
  cells: readonly Cell<Task>[],
  { end, signal, onProgress }: MeasureCellsOptions,
): Promise<Samples[]> {
  const begin = performance.now();
  const all = cells.map((cell) => ({ cell, count: 1, samples: new Samples() }));
  for (const one of all) {
    one.count = await calibrate(one.cell, signal);
  }
  let open = all;
  do {
    for (const { cell, count, samples } of open) {
      signal.throwIfAborted();
      samples.add(cell.figure(await cell.host.run(cell.task(count)), count));
    }
    open = open.filter(({ samples }) => !samples.settled);
    const time = (performance.now() - begin) / (end - begin);
    onProgress(Math.min(1, Math.max(time, 1 - open.length / all.length)));
  } while (open.length > 0 && performance.now() < end);
  return all.map(({ samples }) => samples);
}

/**
 * Finds out how many times fill a slice, and warms up. A slow run counts only
 * when it is slow again: it may have waited for a core.
 */
async function calibrate<Task>(
  { host, task, most, slice = 8 }: Cell<Task>,
  signal: AbortSignal,
): Promise<number> {
  for (let count = 1;; count = Math.min(8 * count, most)) {
    let fastest = Infinity;
    for (let turn = 0; turn < 3 && fastest > slice / 4; turn++) {
      signal.throwIfAborted();
      fastest = Math.min(fastest, await host.run(task(count)));
    }
    if (fastest > slice / 4 || count === most) {
      const fitting = Math.round(count * slice / fastest);
      return Math.min(Math.max(1, fitting), most);
    }
  }
}
