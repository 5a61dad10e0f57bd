import {
  processTree,
  readProc,
  threadsOf,
} from "../../../tests/harness/processes/process_tree.ts";

/** Milliseconds between two looks. */
const INTERVAL = 200;

/** How much longer than its limit a run may last on the wall's clock. */
export const WALL = 5;

/** What the kernel has counted of some threads, in milliseconds. */
export interface Turns {
  /** How long they ran. */
  ran: number;
  /** How long they could have run, and something else did. */
  waited: number;
}

/** What a {@linkcode FairClock} reads; tests put in their own. */
export interface Sources {
  /** The wall's clock, in milliseconds. */
  now(): number;
  /** What was counted since it was last asked. */
  turns(): Turns;
}

interface Alarm {
  fair: number;
  wall: number;
  ring: () => void;
}

/**
 * A clock for a run, which stands still while others keep it from the
 * processors: what it may take does not depend on its neighbours. A run that
 * sleeps, or keeps itself waiting with threads of its own, wins no time, and
 * nothing makes an alarm later than {@linkcode WALL} times what it was set to.
 *
 * Only Linux tells how long threads wait; elsewhere it is the wall's clock.
 */
export class FairClock implements Disposable {
  readonly #sources: Sources;
  readonly #alarms = new Set<Alarm>();
  readonly #timer: ReturnType<typeof setInterval>;
  #wall: number;
  #fair = 0;

  /** @param pid The process that the run begins with. */
  constructor(pid: number, sources: Sources = sourcesOf(pid)) {
    this.#sources = sources;
    this.#wall = sources.now();
    this.#timer = setInterval(() => this.look(), INTERVAL);
  }

  /** Milliseconds so far, as of the last look. */
  get time(): number {
    return this.#fair;
  }

  /** Rings once when so many milliseconds are over; gives what stops it. */
  setAlarm(ms: number, ring: () => void): () => void {
    const alarm = {
      fair: this.#fair + ms,
      wall: this.#sources.now() + ms * WALL,
      ring,
    };
    this.#alarms.add(alarm);
    return () => void this.#alarms.delete(alarm);
  }

  /** Takes note of what has passed. It does so by itself, too. */
  look(): void {
    const now = this.#sources.now();
    const passed = now - this.#wall;
    const { ran, waited } = this.#sources.turns();
    this.#wall = now;
    this.#fair += Math.max(Math.min(ran, passed), passed - waited, 0);
    for (const alarm of this.#alarms) {
      if (this.#fair < alarm.fair && now < alarm.wall) continue;
      this.#alarms.delete(alarm);
      alarm.ring();
    }
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}

function sourcesOf(pid: number): Sources {
  let known = new Map<string, Turns>();
  let last = performance.now();
  return {
    now: () => performance.now(),
    turns: () => {
      const before = known;
      const now = performance.now();
      known = turnsOf(pid, before, now - last);
      last = now;
      const passed = { ran: 0, waited: 0 };
      for (const [thread, { ran, waited }] of known) {
        const old = before.get(thread) ?? { ran: 0, waited: 0 };
        passed.ran += ran - old.ran;
        passed.waited += waited - old.waited;
      }
      return passed;
    },
  };
}

/** What each thread of a process, and of all below it, has had so far. */
function turnsOf(
  pid: number,
  before: ReadonlyMap<string, Turns>,
  passed: number,
): Map<string, Turns> {
  const turns = new Map<string, Turns>();
  if (Deno.build.os !== "linux") return turns;
  for (const process of processTree(pid)) {
    for (const thread of threadsOf(process)) {
      const folder = `${process}/task/${thread}`;
      // Nanoseconds: see sched-stats in the kernel's documentation.
      const counted = readProc(`${folder}/schedstat`).split(" ").map(Number);
      const [ran = 0, waited = 0] = counted.map((count) => count / 1e6);
      const old = before.get(thread);
      // A wait is counted only when it is over.
      const waits = old?.ran === ran && old.waited >= waited &&
        /\) R /.test(readProc(`${folder}/stat`));
      turns.set(thread, {
        ran,
        waited: Math.max(waited, old?.waited ?? 0) + (waits ? passed : 0),
      });
    }
  }
  return turns;
}
