import {
  readProc,
  threadsOf,
} from "../../tests/harness/processes/process_tree.ts";

/** How often it looks, in milliseconds. */
const LOOK = 500;

/** How much processor time, in milliseconds, a thread may take meanwhile. */
const MOST = 3_000;

/** How many milliseconds there are in one of the system's ticks. */
const TICK = 10;

/**
 * Finds a process whose tests should wait for something, and compute instead: a
 * loop that never lets go of its thread, which no timer of the process itself
 * can end. It counts processor time, however busy the machine is. Only where
 * there is a `/proc`.
 */
export class BusyWatch {
  readonly #pid: number;
  readonly #onBusy: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @param onBusy Called when a thread of the process has taken too much. */
  constructor(pid: number, onBusy: () => void) {
    this.#pid = pid;
    this.#onBusy = onBusy;
  }

  /** Whether it looks. */
  get active(): boolean {
    return this.#timer !== undefined;
  }

  /** From now on, threads should mostly wait. */
  begin(): void {
    this.end();
    const before = this.#times();
    this.#timer = setInterval(() => {
      for (const [thread, time] of this.#times()) {
        if (time - (before.get(thread) ?? 0) < MOST) continue;
        this.end();
        return this.#onBusy();
      }
    }, LOOK);
  }

  end(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** The processor time of each thread that is no worker, in milliseconds. */
  #times(): Map<string, number> {
    const times = new Map<string, number>();
    for (const thread of threadsOf(this.#pid)) {
      const stat = readProc(`${this.#pid}/task/${thread}/stat`);
      const [, name, rest] = stat.match(/\((.*)\) (.*)/) ?? [];
      if (name === undefined || name.startsWith("worker-")) continue;
      const [user, system] = rest?.split(" ").slice(11, 13).map(Number) ?? [];
      times.set(thread, ((user ?? 0) + (system ?? 0)) * TICK);
    }
    return times;
  }
}
