import { createHook } from "node:async_hooks";
import type { Story } from "./story/story.ts";
import type { Meaning } from "./story/verdict.ts";

/** A timer that the learner's code has set. */
export interface Timer {
  /** As a call: `"setTimeout(…, 50) in fork_server.ts:215"`. */
  call: string;
  ms: number;
}

/** The timers that the learner's code has set since. */
export interface TimerSpy extends Disposable {
  readonly timers: readonly Timer[];
}

/**
 * A frame of the learner's own files, not of what is given, or of a test's:
 * what that waits for by itself is no timer of the learner's.
 */
const OWN =
  /\/(?:tests\/(?!harness\/timer_spy)|lessons\/7\.\d-[\w-]+\/(\w+\.ts):(\d+))/;

/** What Deno makes for a timer, from whichever module it was set. */
interface Made {
  _idleTimeout?: number;
  _repeat?: unknown;
}

/** Enough frames to come through a library to the learner's code. */
const FRAMES = 40;

/**
 * From now on, notes each timer that the learner's code sets, in all files or in
 * one, by whichever function: global ones, those of `node:timers`, and waits
 * with a time limit.
 */
export function timerSpy(only?: string): TimerSpy {
  const timers: Timer[] = [];
  const note = (name: string, ms: number) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = FRAMES;
    const [, file, line] = new Error().stack?.match(OWN) ?? [];
    Error.stackTraceLimit = limit;
    if (file === undefined || file !== (only ?? file)) return;
    timers.push({ call: `${name}(…, ${ms}) in ${file}:${line}`, ms });
  };
  const hook = createHook({
    init(_id, type, _trigger, { _idleTimeout = 0, _repeat }: Made) {
      if (type === "Immediate") note("setImmediate", 0);
      if (type !== "Timeout") return;
      note(_repeat ? "setInterval" : "setTimeout", _idleTimeout);
    },
  }).enable();
  const { timeout } = AbortSignal;
  AbortSignal.timeout = (ms) => {
    note("AbortSignal.timeout", ms);
    return timeout.call(AbortSignal, ms);
  };
  const { waitAsync } = Atomics;
  Object.assign(Atomics, {
    waitAsync(...args: Parameters<typeof waitAsync>) {
      const ms = Number(args[3] ?? Infinity);
      if (ms < Infinity) note("Atomics.waitAsync", ms);
      return waitAsync(...args);
    },
  });
  return {
    timers,
    [Symbol.dispose]() {
      hook.disable();
      AbortSignal.timeout = timeout;
      Object.assign(Atomics, { waitAsync });
    },
  };
}

/** Expects that the learner's code has set no timer, `when` nothing needs one. */
export function noTimers(
  story: Pick<Story, "holds">,
  { timers: [first, ...more] }: Pick<TimerSpy, "timers">,
  when: string,
  meaning: Meaning,
): void {
  // Only a declared type lets `holds()` assert.
  const told: Pick<Story, "holds"> = story;
  told.holds(first === undefined, {
    expected: `your code sets no timer ${when}`,
    got: `${first?.call}${more.length > 0 ? `, and ${more.length} more` : ""}`,
    ...meaning,
  });
}
