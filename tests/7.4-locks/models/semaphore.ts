import { assert } from "@std/assert";
import { Semaphore } from "../../../lessons/7.4-locks/semaphore.ts";
import type {
  Model,
  Thread,
  ThreadContext,
} from "../../harness/explorer/mod.ts";
import { PROVED } from "./proved.ts";

/** Leaves a word free on both sides, to see whether a semaphore keeps to its own. */
export const OFFSET = 4;
/** Where the word lies that a semaphore of one permit guards, in bytes. */
export const DATA = OFFSET + Semaphore.BYTE_LENGTH + 4;
/** Where the word lies that counts the threads which have ended, in bytes. */
const ENDED = DATA + 4;
/** A semaphore with a free word on both sides, and two words of data. */
export const BYTES = ENDED + 4;

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

/**
 * Runs `thread`; the last of `threads` to end checks that just `permits` are
 * free.
 */
export function checked(
  thread: Thread,
  threads: number,
  permits: number,
): Thread {
  return (shared, t: ThreadContext) => {
    thread(shared, t);
    if (Atomics.add(new Int32Array(shared, ENDED, 1), 0, 1) + 1 < threads) {
      return;
    }
    const semaphore = new Semaphore(shared, OFFSET);
    t.assert(
      semaphore.tryAcquire(permits),
      `All threads have given back what they took, and fewer than ${permits} permits are free.`,
    );
    t.assert(
      !semaphore.tryAcquire(),
      `All threads have given back what they took, and more than ${permits} permits are free.`,
    );
  };
}

const LOST_UPDATE = "The count that the semaphore guards lost an update.";

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
  oneStep: PROVED,
  setup: stock(1),
  threads: [oneTwice, one],
  final: (words) => assert(words[DATA / 4] === 3, LOST_UPDATE),
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
  oneStep: PROVED,
  setup: stock(2),
  threads: [oneOfTwo, oneOfTwo, oneOfTwo],
  invariant: (words) => {
    assert(words[0] === 0, "The word before the semaphore was written to.");
    assert(
      words[DATA / 4 - 1] === 0,
      "The word after the semaphore was written to.",
    );
  },
};

/** Threads that want one, one and both of two permits, put aside three times. */
export const mixedSizes: Model = {
  name: "7.4.5-mixed-sizes",
  bytes: BYTES,
  oneStep: PROVED,
  setup: stock(2),
  threads: [passerOfOne, passerOfOne, passer(2)],
  preemptions: 3,
};

/** Two sleepers that one release of two permits must serve. */
export const releaseOfTwo: Model = {
  name: "7.4.5-release-of-two",
  bytes: BYTES,
  oneStep: PROVED,
  setup: stock(0, 2),
  threads: [
    oneOfTwo,
    oneOfTwo,
    (shared) => new Semaphore(shared, OFFSET).release(2),
  ],
};

/** Sleepers that wake without a reason. */
export const spurious: Model = {
  ...onePermit,
  name: "7.4.5-spurious-wake-ups",
  threads: [one, one],
  spuriousWakeups: 1,
  final: (words) => assert(words[DATA / 4] === 2, LOST_UPDATE),
};

/** A holder that gives its two permits back one by one; two that wait. */
export const oneByOne: Model = {
  name: "7.4.5-one-by-one",
  bytes: BYTES,
  oneStep: PROVED,
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
    passer(1),
  ],
};

const attempt = checked(
  (shared, t: ThreadContext) => {
    const semaphore = new Semaphore(shared, OFFSET);
    t.assert(
      semaphore.tryAcquire(),
      "tryAcquire() returned false while a permit was free.",
    );
    semaphore.release();
  },
  2,
  2,
);

/** Two threads that take and give back, and a look at what is free then. */
export const kept: Model = {
  name: "7.4.5-kept",
  bytes: BYTES,
  oneStep: PROVED,
  setup: stock(2),
  threads: [checked(passer(2), 2, 2), checked(passer(1), 2, 2)],
};

/** Two threads that try at the same time, and there is enough for both. */
export const attempts: Model = {
  name: "7.4.5-attempts",
  bytes: BYTES,
  oneStep: PROVED,
  setup: stock(2),
  threads: [attempt, attempt],
};

const tell: Thread = (shared, t) => {
  t.log(new Semaphore(shared, OFFSET).tryAcquire());
};

/** Two threads that try for a single permit. */
export const rivals: Model = {
  name: "7.4.5-rivals",
  bytes: BYTES,
  oneStep: PROVED,
  setup: stock(1),
  threads: [tell, tell],
  final: (_words, logs) =>
    assert(
      logs.flat().filter((value) => value === true).length === 1,
      "Two threads tried for a single permit, and not exactly one got it.",
    ),
};

/** A semaphore that starts with 0 of 1 permits. */
export const emptyStock: Model = {
  name: "7.4.5-empty-stock",
  bytes: BYTES,
  oneStep: PROVED,
  setup: stock(0, 1),
  threads: [(shared, t: ThreadContext) => {
    const semaphore = new Semaphore(shared, OFFSET);
    t.assert(!semaphore.tryAcquire(), "A permit is free, and none was put in.");
    semaphore.release();
    t.assert(semaphore.tryAcquire(), "The only permit was not to have.");
  }],
};
