import type { Story } from "../harness/story/story.ts";

/** How many operations of `Atomics` a call may need that does not spin. */
const ENOUGH = 2_000;

/**
 * Calls `body`, and returns the time limit of each of its sleeps. Where it would
 * sleep, `other` is called in place of the thread that would wake it, and the
 * sleep ends at once.
 *
 * @throws {RangeError} If it does not sleep and asks again and again.
 */
function limitsOfSleeps(body: () => void, other: () => void): number[] {
  const { wait, load, compareExchange } = Atomics;
  const limits: number[] = [];
  let operations = 0;
  const count = () => {
    if (++operations <= ENOUGH) return;
    throw new RangeError("It asks again and again, and does not sleep");
  };
  const stubs = {
    wait(_words: unknown, _index: number, _value: number, ms = Infinity) {
      limits.push(ms);
      count();
      other();
      return "ok";
    },
    load(words: Int32Array, index: number) {
      count();
      return load(words, index);
    },
    compareExchange(words: Int32Array, index: number, a: number, b: number) {
      count();
      return compareExchange(words, index, a, b);
    },
  };
  Object.assign(Atomics, stubs);
  try {
    body();
  } finally {
    Object.assign(Atomics, { wait, load, compareExchange });
  }
  return limits;
}

/** Fails unless `body` sleeps once, with no limit, and `other` then ends that. */
export function sleepsOnce(
  story: Story,
  what: string,
  cause: string,
  { body, other }: { body: () => void; other: () => void },
): void {
  let limits: number[];
  try {
    limits = limitsOfSleeps(body, other);
  } catch (error) {
    const expected = `${what} sleeps once, until it is woken`;
    story.fail({ expected, got: `${error}`, cause });
  }
  story.equal(limits, [Infinity], {
    what: `the time limits of the sleeps of ${what}`,
    cause:
      "it sleeps for a while and asks again, or does not sleep at all. Whoever changes something wakes the sleeper: no time limit is needed.",
  });
}

/** What `body` returns. Nobody would wake it, so it throws where it would sleep. */
export function withoutSleep<T>(body: () => T): T {
  const { wait } = Atomics;
  Atomics.wait = () => {
    throw new Error("It sleeps, and nobody is there to wake it");
  };
  try {
    return body();
  } finally {
    Atomics.wait = wait;
  }
}

/** Calls `other` once, just before `value` is stored. Disposing ends that. */
export function beforeStoring(value: number, other: () => void): Disposable {
  const { store } = Atomics;
  const stub = (words: Int32Array, index: number, stored: number) => {
    if (stored === value) {
      Object.assign(Atomics, { store });
      other();
    }
    return store(words, index, stored);
  };
  Object.assign(Atomics, { store: stub });
  return { [Symbol.dispose]: () => void Object.assign(Atomics, { store }) };
}

/** How often `body` calls `Atomics.notify()`. */
export function notifies(body: () => void): number {
  const { notify } = Atomics;
  let calls = 0;
  const stub = (words: Int32Array, index: number, count?: number) => {
    calls++;
    return notify(words, index, count);
  };
  Object.assign(Atomics, { notify: stub });
  try {
    body();
  } finally {
    Atomics.notify = notify;
  }
  return calls;
}
