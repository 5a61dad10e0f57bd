import { assert } from "@std/assert";
import { Semaphore } from "../../../lessons/7.4-locks/semaphore.ts";
import type {
  Model,
  Thread,
  ThreadContext,
  Words,
} from "../../harness/explorer/mod.ts";

/** Leaves a word free on both sides, to see whether a semaphore keeps to its own. */
export const OFFSET = 4;
/** Where the word lies that a semaphore of one permit guards, in bytes. */
export const DATA = OFFSET + Semaphore.BYTE_LENGTH + 4;
/** A semaphore with a free word on both sides, and a word of data. */
export const BYTES = DATA + 4;

/** Makes the semaphore before the threads start. */
export function stock(permits: number, max = permits) {
  return (shared: SharedArrayBuffer) => {
    Semaphore.initialize(shared, OFFSET, permits, max);
  };
}

/** Adds one to the guarded word. */
export function bump(shared: SharedArrayBuffer): void {
  const data = new Int32Array(shared, DATA, 1);
  data[0] = (data[0] ?? 0) + 1;
}

/** A thread that takes `count` permits of `max`, and gives them back. */
export function user(count: number, max: number): Thread {
  return (shared, t) => {
    const semaphore = new Semaphore(shared, OFFSET);
    semaphore.acquire(count);
    t.inside("the room", () => {}, { atMost: Math.floor(max / count) });
    semaphore.release(count);
  };
}

/** Fails unless exactly `permits` are free, by taking them. */
export function assertFree(words: Words, permits: number): void {
  const semaphore = new Semaphore(words.buffer, OFFSET);
  let free = 0;
  while (free <= permits && semaphore.tryAcquire()) free++;
  if (free > 0) semaphore.release(free);
  assert(
    free === permits,
    `At the end ${free > permits ? "more than " : ""}${
      Math.min(free, permits)
    } permits are free: ${permits} were put in, and all were given back.`,
  );
}

const one: Thread = (shared, t) => {
  const semaphore = new Semaphore(shared, OFFSET);
  semaphore.acquire();
  t.inside("the room for one", () => bump(shared));
  semaphore.release();
};

const oneTwice: Thread = (shared, t) => {
  one(shared, t);
  one(shared, t);
};

/** One permit: a semaphore as a mutex. */
export const onePermit: Model = {
  name: "7.4.5-one-permit",
  bytes: BYTES,
  setup: stock(1),
  threads: [oneTwice, oneTwice],
  final: (words) => {
    assert(words[DATA / 4] === 4, "The guarded count lost an update.");
    assertFree(words, 1);
  },
};

const oneOfTwo = user(1, 2);

/** A thread that takes permits and gives them back, with nothing in between. */
function passer(count: number): Thread {
  return (shared) => {
    const semaphore = new Semaphore(shared, OFFSET);
    semaphore.acquire(count);
    semaphore.release(count);
  };
}

const passerOfOne = passer(1);

/** Three threads share two permits, and the words beside the semaphore. */
export const twoPermits: Model = {
  name: "7.4.5-two-permits",
  bytes: BYTES,
  setup: stock(2),
  threads: [oneOfTwo, oneOfTwo, oneOfTwo],
  invariant: (words) => {
    assert(words[0] === 0, "The word before the semaphore was written to.");
    assert(
      words[DATA / 4 - 1] === 0,
      "The word after the semaphore was written to.",
    );
  },
  final: (words) => assertFree(words, 2),
};

/** Threads that want one, one and both of two permits. */
export const mixedSizes: Model = {
  name: "7.4.5-mixed-sizes",
  bytes: BYTES,
  setup: stock(2),
  threads: [passerOfOne, passerOfOne, passer(2)],
  final: (words) => assertFree(words, 2),
};

/** Two sleepers that one release of two permits must serve. */
export const releaseOfTwo: Model = {
  name: "7.4.5-release-of-two",
  bytes: BYTES,
  setup: stock(0, 2),
  threads: [
    oneOfTwo,
    oneOfTwo,
    (shared) => new Semaphore(shared, OFFSET).release(2),
  ],
  final: (words) => assertFree(words, 2),
};

/** Sleepers that wake without a reason. */
export const spurious: Model = {
  ...onePermit,
  name: "7.4.5-spurious-wake-ups",
  threads: [oneTwice, one],
  spuriousWakeups: 1,
  final: (words) => assertFree(words, 1),
};

/** A holder that gives its two permits back one by one; two that wait. */
export const oneByOne: Model = {
  name: "7.4.5-one-by-one",
  bytes: BYTES,
  setup: stock(2),
  threads: [
    (shared, t) => {
      const semaphore = new Semaphore(shared, OFFSET);
      semaphore.acquire(2);
      t.reach("holds both permits");
      semaphore.release(1);
      t.reach("gave one back");
      semaphore.release(1);
    },
    passer(2),
    passerOfOne,
  ],
  final: (words) => assertFree(words, 2),
};

/** Two threads that try at the same time, and there is enough for both. */
export const attempts: Model = {
  name: "7.4.5-attempts",
  bytes: BYTES,
  setup: stock(2),
  threads: [1, 2].map((): Thread => (shared, t: ThreadContext) => {
    const semaphore = new Semaphore(shared, OFFSET);
    t.assert(
      semaphore.tryAcquire(),
      "tryAcquire() returned false while a permit was free.",
    );
    semaphore.release();
  }),
  final: (words) => assertFree(words, 2),
};

/** Two threads that try for a single permit. */
export const rivals: Model = {
  name: "7.4.5-rivals",
  bytes: BYTES,
  setup: stock(1),
  threads: [1, 2].map((): Thread => (shared, t) => {
    t.log(new Semaphore(shared, OFFSET).tryAcquire());
  }),
  final: (_words, logs) =>
    assert(
      logs.flat().filter((value) => value === true).length === 1,
      "Two threads tried for a single permit, and not exactly one got it.",
    ),
};
