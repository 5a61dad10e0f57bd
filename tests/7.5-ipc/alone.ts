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
  /** The words that it looked at in turn, counted likewise, and ANOTHER. */
  looks: number[];
  /** The words that other calls notified in its sleeps, counted likewise. */
  notified: number[];
  /** What became of its sleeps, as far as other calls were made in them. */
  woken: Woken[];
}

/** In place of another call: the sleep ends for no reason. */
export const NO_REASON = () => {};

/** Stands among the words that a call looked at where another call was made. */
export const ANOTHER = -1;

/** How often a call may look at memory between two things that it gets done. */
const ENOUGH = 2_000;

/** How often it may look in all: whoever goes on for ever must not stop a test. */
const MOST = 1_000_000;

/** Leaves a call that does not come to an end. */
class Stuck extends Error {}

/** What is called here has views of 32-bit words. */
type Notify = (words: Int32Array, index: number, count?: number) => number;

const { wait, notify, load } = Atomics;
const real = { wait, notify: notify as Notify, load };

/** An operation that writes a word. */
type Write = (words: Int32Array, index: number, ...values: number[]) => number;

/** What each of them makes of what the word says. */
const WRITES = {
  add: (found, by) => (found + by) | 0,
  and: (found, bits) => found & bits,
  compareExchange: (found, expected, to) => found === expected ? to : found,
  exchange: (_, to) => to,
  or: (found, bits) => found | bits,
  store: (_, to) => to,
  sub: (found, by) => (found - by) | 0,
  xor: (found, bits) => found ^ bits,
} satisfies Record<string, (found: number, a: number, b: number) => number>;

/** Whether a call runs that another thread would make. */
let another = false;

/** The words at which the call that runs now has looked. */
let looking: number[] = [];

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
  looking = looks;
  let since = 0;
  let looked = 0;
  /** What was written, by word and value. */
  const written = new Set<string>();
  /** Why the call was left. On its way out, it may throw an error of its own. */
  let left: { how: "slept" | "spun" } | undefined;
  const leave = (how: "slept" | "spun"): never => {
    left ??= { how };
    throw new Stuck(how);
  };
  const count = () => {
    if (++since > ENOUGH || ++looked > MOST) leave("spun");
  };
  const look = (words: Int32Array, index: number) => {
    count();
    if (!another) looks.push(wordOf(words, index));
  };
  using _writes = insteadOfWrites(
    (write, made, name) => (words, index, ...values) => {
      if (name !== "store") look(words, index);
      const what = `${wordOf(words, index)} ${
        made(real.load(words, index), ...values)
      }`;
      // Whoever spins writes the same again; a new index is something done.
      if (!written.has(what)) since = 0;
      written.add(what);
      return write(words, index, ...values);
    },
  );
  Object.assign(Atomics, {
    wait(words: Int32Array, index: number, value: number, ms = Infinity) {
      count();
      if (real.load(words, index) !== value) return "not-equal";
      const other = others[limits.length];
      limits.push(ms);
      const word = wordOf(words, index);
      if (place === undefined) site = callsIn(new Error().stack ?? "");
      place ??= word;
      last = word;
      says ??= value;
      if (other === undefined) return leave("slept");
      if (other === NO_REASON) return "ok";
      const became = wakes(other, { words, word, value, notified });
      woken.push(became);
      since = 0;
      if (became !== "not woken") return "ok";
      if (ms !== Infinity) return "timed-out";
      return leave("slept");
    },
    load(words: Int32Array, index: number) {
      look(words, index);
      return real.load(words, index);
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
    const value = body();
    return { ...(left ?? { how: "returned", value }), ...sleeps() };
  } catch (error) {
    return { ...(left ?? { how: "threw", error }), ...sleeps() };
  } finally {
    Object.assign(Atomics, real);
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
  let isCalled = false;
  const writes = insteadOfWrites((write, made) => (words, index, ...values) => {
    const found = real.load(words, index);
    const written = made(found, ...values);
    // Whoever writes what is there says nothing new.
    if (written === value && found !== value && !isCalled) {
      isCalled = true;
      inAnother(other);
    }
    return write(words, index, ...values);
  });
  return {
    get isCalled() {
      return isCalled;
    },
    [Symbol.dispose]: () => writes[Symbol.dispose](),
  };
}

function inAnother(call: () => unknown): void {
  looking.push(ANOTHER);
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

/**
 * Puts what `instead` returns in the place of each operation that writes a word;
 * `made` tells what it makes of what the word says.
 */
function insteadOfWrites(
  instead: (
    write: Write,
    made: (found: number, ...values: number[]) => number,
    name: keyof typeof WRITES,
  ) => Write,
): Disposable {
  const names = Object.keys(WRITES) as (keyof typeof WRITES)[];
  const before = names.map((name) => [name, Atomics[name] as Write] as const);
  const others = before.map(([name, write]) => [
    name,
    instead(write, WRITES[name], name),
  ]);
  Object.assign(Atomics, Object.fromEntries(others));
  return {
    [Symbol.dispose]: () => {
      Object.assign(Atomics, Object.fromEntries(before));
    },
  };
}

function insteadOfNotify(notify: Notify): Disposable {
  Object.assign(Atomics, { notify });
  return {
    [Symbol.dispose]: () => {
      Object.assign(Atomics, { notify: real.notify });
    },
  };
}
