import { assert } from "@std/assert";
import type { Model, Thread } from "../../harness/explorer/mod.ts";
import { PROVED } from "./proved.ts";
import {
  bump,
  BYTES,
  DATA,
  OFFSET,
  passer,
  Semaphore,
  stock,
  WORDS,
} from "./semaphore_stock.ts";

/** A thread that takes `count` permits of `max`, and gives them back. */
export function user(count: number, max: number): Thread {
  return (shared, t) => {
    const semaphore = new Semaphore(shared, OFFSET);
    semaphore.acquire(count);
    t.inside("the room", () => {}, { atMost: Math.floor(max / count) });
    semaphore.release(count);
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
  words: WORDS,
  oneStep: PROVED,
  setup: stock(1),
  threads: [oneTwice, one],
  final: (words) => assert(words[DATA / 4] === 3, LOST_UPDATE),
};

const oneOfTwo = user(1, 2);

const passerOfOne = passer(1);
const passerOfBoth = passer(2);

/** Three threads share two permits, and the words beside the semaphore. */
export const twoPermits: Model = {
  name: "7.4.5-two-permits",
  bytes: BYTES,
  words: WORDS,
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
  words: WORDS,
  oneStep: PROVED,
  setup: stock(2),
  threads: [passerOfOne, passerOfOne, passerOfBoth],
  preemptions: 3,
};

/** Two threads that want both of two permits. */
export const bothWantBoth: Model = {
  name: "7.4.5-both-want-both",
  bytes: BYTES,
  words: WORDS,
  oneStep: PROVED,
  setup: stock(2),
  threads: [passerOfBoth, passerOfBoth],
};

/** Two sleepers that one release of two permits must serve. */
export const releaseOfTwo: Model = {
  name: "7.4.5-release-of-two",
  bytes: BYTES,
  words: WORDS,
  oneStep: PROVED,
  setup: stock(0, 2),
  threads: [
    oneOfTwo,
    oneOfTwo,
    (shared) => new Semaphore(shared, OFFSET).release(2),
  ],
};

/** Sleepers that wake without a reason, and one that comes meanwhile. */
export const spurious: Model = {
  ...onePermit,
  name: "7.4.5-spurious-wake-ups",
  threads: [one, one, one],
  spuriousWakeups: 1,
  preemptions: 3,
  final: (words) => assert(words[DATA / 4] === 3, LOST_UPDATE),
};

/** One that takes the permit again and again, and stays in until it is woken. */
export const greedy: Model = {
  ...onePermit,
  name: "7.4.5-greedy",
  threads: [
    (shared) => {
      const semaphore = new Semaphore(shared, OFFSET);
      for (;;) {
        semaphore.acquire();
        Atomics.wait(new Int32Array(shared, DATA, 1), 0, 0);
        semaphore.release();
      }
    },
    one,
    one,
  ],
};

/** One that holds the only permit, and two that take it and give it back. */
export const passedOn: Model = {
  name: "7.4.5-passed-on",
  bytes: BYTES,
  words: WORDS,
  oneStep: PROVED,
  setup: stock(1),
  threads: [
    (shared, t) => {
      const semaphore = new Semaphore(shared, OFFSET);
      semaphore.acquire();
      t.reach("holds the permit");
      semaphore.release();
    },
    passer(1),
    passer(1),
  ],
};

/** A holder that gives its two permits back one by one; two that wait. */
export const oneByOne: Model = {
  name: "7.4.5-one-by-one",
  bytes: BYTES,
  words: WORDS,
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
