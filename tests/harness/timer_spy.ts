import { createHook } from "node:async_hooks";
import type { Story } from "./story/story.ts";
import type { Meaning, Verdict } from "./story/verdict.ts";

/** A timer that the learner's code has set. */
export interface Timer {
  /** As a call: `"setTimeout(…, 50) in fork_server.ts:215"`. */
  call: string;
  ms: number;
  /** The function or method that did it, as a stack has it: `"Pool.#take"`. */
  by: string;
}

/** The timers that the learner's code has set since. */
export interface TimerSpy extends Disposable {
  readonly timers: readonly Timer[];
}

/**
 * A frame of the learner's own files, not of what is given, or of a test's:
 * what that waits for by itself is no timer of the learner's.
 */
const OWN = /\/(?:tests\/|lessons\/7\.\d-[\w-]+\/(\w+\.ts):(\d+))/;

/** A frame of this module, by name: grading has all tests in one file. */
const SPY = /^ *at (?:\w+\.)?spied[A-Z].*\/tests\/.*\n/gm;

/** The learner's innermost function that has a name. */
const CALLER = /at (?:async )?([\w.#]+) \([^)]*lessons\/7\.\d-[\w-]+\/\w+\.ts:/;

/** The function of a given file that the learner's line calls. */
const GIVEN =
  /at (?:async )?(\w+) \([^)]*\/given\/[^)]*\)\n[^\n]*lessons\/7\.\d-[\w-]+\/\w+\.ts:/;

/** What Deno makes for a timer, from whichever module it was set. */
interface Made {
  _idleTimeout?: number;
  _repeat?: unknown;
  _destroyed?: boolean;
  close?(): void;
}

/** What was made for each: timers are posted between threads without it. */
const MADE = new WeakMap<Timer, Made>();

/** Enough frames to come through a library to the learner's code. */
const FRAMES = 40;

/**
 * From now on, notes each timer that the learner's code sets, in all files or in
 * one, by whichever function: global ones, those of `node:timers`, and waits
 * with a time limit.
 *
 * @param onTimer Told of each as it is set.
 */
export function timerSpy(
  only?: string,
  onTimer: (timer: Timer) => void = () => {},
): TimerSpy {
  const timers: Timer[] = [];
  const spiedTimer = (name: string, ms: number, made?: Made) => {
    const { stack, file, line } = spiedCaller();
    if (file === undefined || file !== (only ?? file)) return;
    const [, by = ""] = stack.match(CALLER) ?? [];
    const [, given] = stack.match(GIVEN) ?? [];
    const via = given === undefined ? "" : ` by ${given}()`;
    const call = `${name}(…, ${ms})${via} in ${file}:${line}`;
    const timer = { call, ms, by };
    if (made !== undefined) MADE.set(timer, made);
    timers.push(timer);
    onTimer(timer);
  };
  const hook = createHook({
    init: function spiedInit(_id, type, _trigger, made: Made) {
      if (type === "Immediate") spiedTimer("setImmediate", 0);
      if (type !== "Timeout") return;
      const name = made._repeat ? "setInterval" : "setTimeout";
      spiedTimer(name, asked ?? made._idleTimeout ?? 0, made);
    },
  }).enable();
  const { timeout } = AbortSignal;
  AbortSignal.timeout = function spiedTimeout(ms) {
    spiedTimer("AbortSignal.timeout", ms);
    return timeout.call(AbortSignal, ms);
  };
  const { wait, waitAsync } = Atomics;
  Object.assign(Atomics, {
    wait: function spiedWait(...args: Parameters<typeof wait>) {
      const ms = Number(args[3] ?? Infinity);
      if (ms < Infinity) spiedTimer("Atomics.wait", ms);
      return wait(...args);
    },
    waitAsync: function spiedWaitAsync(...args: Parameters<typeof waitAsync>) {
      const ms = Number(args[3] ?? Infinity);
      if (ms < Infinity) spiedTimer("Atomics.waitAsync", ms);
      return waitAsync(...args);
    },
  });
  return {
    timers,
    [Symbol.dispose]() {
      hook.disable();
      AbortSignal.timeout = timeout;
      Object.assign(Atomics, { wait, waitAsync });
    },
  };
}

/** Who calls, and the learner's line that it comes from, if one does. */
function spiedCaller(): { stack: string; file?: string; line?: string } {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  const { stack: all = "" } = new Error();
  Error.stackTraceLimit = limit;
  const stack = all.replaceAll(SPY, "");
  const [, file, line] = stack.match(OWN) ?? [];
  return file === undefined || line === undefined
    ? { stack }
    : { stack, file, line };
}

/** What a timer was asked for that is made for less. */
let asked: number | undefined;

/** How many times as fast a hastened timer runs. */
const HASTE = 10;

/**
 * From now on, the learner's timers of less than `below` milliseconds run ten
 * times as fast, for tests in which nothing hangs on how long a pause is. A spy
 * notes what was asked for.
 */
export function hastened(below = Infinity): Disposable {
  const { setTimeout } = globalThis;
  Object.assign(globalThis, {
    setTimeout: function spiedSetTimeout(
      callback: (...args: unknown[]) => void,
      delay = 0,
      ...args: unknown[]
    ) {
      if (delay >= below || spiedCaller().file === undefined) {
        return setTimeout(callback, delay, ...args);
      }
      asked = delay;
      try {
        return setTimeout(callback, delay / HASTE, ...args);
      } finally {
        asked = undefined;
      }
    },
  });
  return {
    [Symbol.dispose]: () => void Object.assign(globalThis, { setTimeout }),
  };
}

/** Timers that are held back. */
export interface HeldBack extends Disposable {
  /** Lets those run whose time is over, and the others when it is. */
  release(): void;
}

/**
 * From now on, timers of `ms` milliseconds run no sooner than they are released:
 * what is to come before them may take as long as a busy machine needs.
 */
export function holdBack(ms: number): HeldBack {
  const { setTimeout } = globalThis;
  const { promise, resolve } = Promise.withResolvers<void>();
  Object.assign(globalThis, {
    setTimeout: function spiedSetTimeout(
      callback: (...args: unknown[]) => void,
      delay?: number,
      ...args: unknown[]
    ) {
      const run = delay === ms
        ? () => void promise.then(() => callback(...args))
        : callback;
      return setTimeout(run, delay, ...args);
    },
  });
  return {
    release: resolve,
    [Symbol.dispose]() {
      Object.assign(globalThis, { setTimeout });
      resolve();
    },
  };
}

/** Whether a timer was neither stopped nor has come to its end. */
export function stillRuns(timer: Timer): boolean {
  return MADE.get(timer)?._destroyed === false;
}

/** Expects that the learner's code has set no timer, `when` nothing needs one. */
export function noTimers(
  story: Pick<Story, "holds">,
  { timers }: Pick<TimerSpy, "timers">,
  when: string,
  meaning: Meaning,
): void {
  // Only a declared type lets `holds()` assert.
  const told: Pick<Story, "holds"> = story;
  told.holds(timers.length === 0, timersTold(timers, when, meaning));
}

function timersTold(
  [first, ...more]: readonly Timer[],
  when: string,
  meaning: Meaning,
): Verdict {
  return {
    expected: `your code sets no timer ${when}`,
    got: `${first?.call}${more.length > 0 ? `, and ${more.length} more` : ""}`,
    ...meaning,
  };
}

/**
 * From now on, notes timers that code of another step sets, whose own tests tell
 * of them. At the end they are stopped: none is this test's to tell as left.
 */
export function othersTimers(
  areOthers: (timer: Timer) => boolean,
  only?: string,
): Disposable {
  const spy = timerSpy(only);
  return {
    [Symbol.dispose]() {
      spy[Symbol.dispose]();
      for (const timer of spy.timers.filter(areOthers)) {
        MADE.get(timer)?.close?.();
      }
    },
  };
}

/** What nothing needs a timer for. */
export interface Untimed {
  /** In words: `"to carry bytes"`. */
  when: string;
  /** What these timers mean, among all that were set. */
  means: (timers: readonly Timer[], all: readonly Timer[]) => Meaning;
  /** The one file that is looked at; without it, all that are the learner's. */
  only?: string;
  /** Which of them are not needed. @default all of them */
  needless?: (all: readonly Timer[]) => readonly Timer[];
}

/**
 * A test in which the learner's code needs no timer. Where it sets one, the test
 * fails in the end; and if it fails before, that is what it tells.
 */
export function untimed<
  S extends Pick<Story, "holds" | "suspect">,
  Rest extends unknown[],
>(
  { when, means, only, needless = (all) => all }: Untimed,
  fn: (story: S, ...rest: Rest) => Promise<void>,
): (story: S, ...rest: Rest) => Promise<void> {
  return async (story, ...rest) => {
    using spy = timerSpy(only);
    const found = () => needless(spy.timers);
    using _suspicion = story.suspect(() => {
      const timers = found();
      if (timers.length === 0) return undefined;
      return timersTold(timers, when, means(timers, spy.timers));
    });
    await fn(story, ...rest);
    const timers = found();
    noTimers(story, { timers }, when, means(timers, spy.timers));
  };
}
