import { Samples } from "../samples.ts";
import type { Host } from "./host.ts";

/**
 * Gives a sentence on why a contender is left out, from the error that it failed
 * with. Throws if it must not be left out.
 */
export type LeaveOut = (error: unknown) => string;

/** One figure that is measured in turns with others. */
export interface Cell<Task> {
  host: Host<Task>;
  leaveOut: LeaveOut;
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

/** What was measured. */
export interface MeasuredCells {
  /** In the order of the cells; none for those of a contender that failed. */
  samples: (Samples | undefined)[];
  /** A sentence for each contender that failed. */
  leftOut: string[];
}

/**
 * Measures all in turn, again and again, until the medians settle or the time is
 * used up: what disturbs the machine for a while disturbs all of them.
 */
export async function measureCells<Task>(
  cells: readonly Cell<Task>[],
  { end, signal, onProgress }: MeasureCellsOptions,
): Promise<MeasuredCells> {
  const begin = performance.now();
  const failed = new Map<Host<Task>, string>();
  const all = cells.map((cell) => ({ cell, count: 0, samples: new Samples() }));
  let open = all;
  do {
    for (const one of open) {
      signal.throwIfAborted();
      if (failed.has(one.cell.host)) continue;
      try {
        one.count ||= await calibrate(one.cell, signal);
        one.samples.add(await run(one.cell, one.count));
      } catch (error) {
        signal.throwIfAborted();
        failed.set(one.cell.host, one.cell.leaveOut(error));
      }
    }
    open = open.filter(({ cell, samples }) =>
      !samples.settled && !failed.has(cell.host)
    );
    const time = (performance.now() - begin) / (end - begin);
    onProgress(Math.min(1, Math.max(time, 1 - open.length / all.length)));
  } while (open.length > 0 && performance.now() < end);
  return {
    samples: all.map(({ cell, samples }) =>
      failed.has(cell.host) ? undefined : samples
    ),
    leftOut: [...failed.values()],
  };
}

async function run<Task>(
  { host, task, figure }: Cell<Task>,
  count: number,
): Promise<number> {
  return figure(await host.run(task(count)), count);
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
