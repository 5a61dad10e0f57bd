/**
 * One thread alone plays both sides of shared memory: where its call would sleep,
 * the call is made that another thread would make. So it can be told, at once and
 * without a search, who sleeps, for how long, and who is woken.
 *
 * @module
 */

import { callsIn } from "../harness/explorer/site.ts";

/** What became of a sleep in which another call was made. */
export type Woken =
  | "woken"
  /** The other call did not notify the word. */
  | "not woken"
  /** It notified the word and left it as it was: who is about to sleep, will. */
  | "word not changed"
  /** It notified the word before it changed it. */
  | "word changed too late";

/** How a call ended. */
export interface Outcome<T> {
  /** `"slept"`: nobody woke it; `"spun"`: it looked again and again. */
  how: "returned" | "threw" | "slept" | "spun";
  value?: T;
  error?: unknown;
  /** The time limit of each of its sleeps, in milliseconds. */
  limits: number[];
  /** The word on which it slept first, counted from the memory's start. */
  place?: number | undefined;
  /** The word on which it slept last, counted likewise. */
  last?: number | undefined;
  /** Where it slept first: the line that sleeps, and those that called it. */
  site?: string[];
  /** What that word said then. */
  says?: number | undefined;
  /** The words that it looked at in turn, counted likewise, or OF_ANOTHER. */
  looks: number[];
  /** The words that other calls notified in its sleeps, counted likewise. */
  notified: number[];
  /** What became of its sleeps, as far as other calls were made in them. */
  woken: Woken[];
}

/** In place of another call: the sleep ends for no reason. */
export const NO_REASON = () => {};

/** Among the words that a call looked at: another call did, just then. */
export const OF_ANOTHER = -1;

/** How often a call may look at memory that does not spin. */
const ENOUGH = 2_000;

/** Leaves a call that does not come to an end. */
class Stuck extends Error {
  constructor(readonly how: "slept" | "spun") {
    super(how);
  }
}

/** What is called here has views of 32-bit words. */
type Notify = (words: Int32Array, index: number, count?: number) => number;

const { wait, notify, load } = Atomics;
const real = { wait, notify: notify as Notify, load };

/** Whether a call runs that another thread would make. */
let another = false;

/**
 * Calls `body`; in each of its sleeps, the next of the other calls is made.
 * `beforeSaying()` may have been called before: its hooks stay.
 */
export function alone<T>(
  body: () => T,
  ...others: (() => unknown)[]
): Outcome<T> {
  const limits: number[] = [];
  const woken: Woken[] = [];
  const notified: number[] = [];
  let place: number | undefined;
  let last: number | undefined;
  let says: number | undefined;
  let site: string[] = [];
  const looks: number[] = [];
  let since = 0;
  const { compareExchange } = Atomics;
  const look = () => {
    if (++since > ENOUGH) throw new Stuck("spun");
  };
  Object.assign(Atomics, {
    wait(words: Int32Array, index: number, value: number, ms = Infinity) {
      look();
      if (real.load(words, index) !== value) return "not-equal";
      const other = others[limits.length];
      limits.push(ms);
      const word = wordOf(words, index);
      if (place === undefined) site = callsIn(new Error().stack ?? "");
      place ??= word;
      last = word;
      says ??= value;
      if (other === undefined) throw new Stuck("slept");
      if (other === NO_REASON) return "ok";
      const became = wakes(other, { words, word, value, notified });
      woken.push(became);
      since = 0;
      if (became !== "not woken") return "ok";
      if (ms !== Infinity) return "timed-out";
      throw new Stuck("slept");
    },
    load(words: Int32Array, index: number) {
      look();
      looks.push(another ? OF_ANOTHER : wordOf(words, index));
      return real.load(words, index);
    },
    compareExchange(words: Int32Array, index: number, a: number, b: number) {
      look();
      return compareExchange(words, index, a, b);
    },
  });
  const sleeps = () => ({
    limits,
    place,
    last,
    site,
    says,
    looks,
    notified,
    woken,
  });
  try {
    return { how: "returned", value: body(), ...sleeps() };
  } catch (error) {
    return error instanceof Stuck
      ? { how: error.how, ...sleeps() }
      : { how: "threw", error, ...sleeps() };
  } finally {
    Object.assign(Atomics, { ...real, compareExchange });
  }
}

/** Where a view's word lies in its memory. */
function wordOf({ byteOffset }: Int32Array, index: number): number {
  return byteOffset / 4 + index;
}

/** Makes a call, and says what it does to a sleeper. */
function wakes(
  other: () => unknown,
  { words, word, value, notified }: {
    words: Int32Array;
    word: number;
    value: number;
    notified: number[];
  },
): Woken {
  const now = () => words[word - wordOf(words, 0)];
  let told = false;
  let late = false;
  using _notify = insteadOfNotify((view, at, count = Infinity) => {
    if (view.buffer !== words.buffer) return real.notify(view, at, count);
    notified.push(wordOf(view, at));
    if (wordOf(view, at) !== word || count < 1) return 0;
    if (!told) late = now() === value;
    told = true;
    return 1;
  });
  inAnother(other);
  if (!told) return "not woken";
  if (now() === value) return "word not changed";
  return late ? "word changed too late" : "woken";
}

/** How a call ended, for a failure; `other` is the call that was to wake it. */
export function told(
  { how, value, error, limits, woken, notified }: Outcome<unknown>,
  other = "the other end's call",
): string {
  const result = Deno.inspect(value, { colors: false });
  const sleeps = limits.length === 0
    ? ""
    : limits[0] === Infinity
    ? ", after it had slept"
    : `, after a sleep of at most ${Math.ceil(limits[0] ?? 0)} ms`;
  switch (how) {
    case "returned":
      return `it returned ${result}${sleeps}`;
    case "threw":
      return `it threw ${error}`;
    case "slept":
      return woken.at(-1) === "not woken"
        ? notified.length > 0
          ? `it sleeps, and ${other} notifies another word`
          : `it sleeps, and ${other} calls no notify`
        : `it sleeps${limits.length > 1 ? " again" : ""}`;
    case "spun":
      return "it looks again and again, and does not sleep";
  }
}

/**
 * Calls `other` once, just before `value` is written to a word. Disposing of it
 * ends that. No word that is written without Atomics is seen.
 */
export function beforeSaying(
  value: number,
  other: () => void,
): Disposable & { readonly isCalled: boolean } {
  const { store, exchange, compareExchange } = Atomics;
  let isCalled = false;
  const before = (written: number) => {
    if (written !== value || isCalled) return;
    isCalled = true;
    inAnother(other);
  };
  Object.assign(Atomics, {
    store(words: Int32Array, index: number, written: number) {
      before(written);
      return store(words, index, written);
    },
    exchange(words: Int32Array, index: number, written: number) {
      before(written);
      return exchange(words, index, written);
    },
    compareExchange(words: Int32Array, index: number, a: number, b: number) {
      // One that finds another value writes nothing.
      if (real.load(words, index) === a) before(b);
      return compareExchange(words, index, a, b);
    },
  });
  return {
    get isCalled() {
      return isCalled;
    },
    [Symbol.dispose]: () => {
      Object.assign(Atomics, { store, exchange, compareExchange });
    },
  };
}

function inAnother(call: () => unknown): void {
  another = true;
  try {
    call();
  } finally {
    another = false;
  }
}

/** How often `body` calls `Atomics.notify()`. */
export function notifies(body: () => void): number {
  let calls = 0;
  using _notify = insteadOfNotify((words, index, count) => {
    calls++;
    return real.notify(words, index, count);
  });
  body();
  return calls;
}

function insteadOfNotify(notify: Notify): Disposable {
  Object.assign(Atomics, { notify });
  return {
    [Symbol.dispose]: () => {
      Object.assign(Atomics, { notify: real.notify });
    },
  };
}
