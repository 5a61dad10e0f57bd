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

/** The learner's own files, not what is given. */
const OWN = /lessons\/7\.\d-[\w-]+\/(\w+\.ts):(\d+)/;

/**
 * From now on, notes each timer that the learner's code sets, in all files or in
 * one.
 */
export function timerSpy(only?: string): TimerSpy {
  const { setTimeout, setInterval, setImmediate } = globalThis;
  const timers: Timer[] = [];
  const spied = <F extends (...args: never[]) => unknown>(real: F): F =>
    new Proxy(real, {
      apply(target, self, args) {
        const [, file, line] = new Error().stack?.match(OWN) ?? [];
        const ms = real.name === "setImmediate" ? 0 : args[1];
        if (file !== undefined && file === (only ?? file)) {
          const call = `${real.name}(…, ${ms}) in ${file}:${line}`;
          timers.push({ call, ms: Number(ms) });
        }
        return Reflect.apply(target, self, args);
      },
    });
  globalThis.setTimeout = spied(setTimeout);
  globalThis.setInterval = spied(setInterval);
  globalThis.setImmediate = spied(setImmediate);
  return {
    timers,
    [Symbol.dispose]() {
      Object.assign(globalThis, { setTimeout, setInterval, setImmediate });
    },
  };
}

/** Expects that the learner's code has set no timer, `when` nothing needs one. */
export function noTimers(
  story: Pick<Story, "holds">,
  { timers: [first, ...more] }: TimerSpy,
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
