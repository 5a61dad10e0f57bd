import { assert } from "@std/assert";
import type {
  Model,
  Thread,
  ThreadContext,
} from "../../harness/explorer/mod.ts";
import { PROVED } from "./proved.ts";
import {
  BYTES,
  checked,
  OFFSET,
  passer,
  Semaphore,
  stock,
  WORDS,
} from "./semaphore_stock.ts";

/** Two threads that take and give back, and a look at what is free then. */
export const kept: Model = {
  name: "7.4.5-kept",
  bytes: BYTES,
  words: WORDS,
  oneStep: PROVED,
  setup: stock(2),
  threads: [checked(passer(2), 2, 2), checked(passer(1), 2, 2)],
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

/** Two threads that try at the same time, and there is enough for both. */
export const attempts: Model = {
  name: "7.4.5-attempts",
  bytes: BYTES,
  words: WORDS,
  oneStep: PROVED,
  setup: stock(2),
  threads: [attempt, attempt],
};

/** A thread that tries where no permit is free. */
export const triedForNone: Model = {
  name: "7.4.5-tried-for-none",
  bytes: BYTES,
  words: WORDS,
  setup: stock(0, 1),
  threads: [(shared, t: ThreadContext) => {
    t.log(new Semaphore(shared, OFFSET).tryAcquire());
  }],
};

/** One thread tries for two permits in vain, and another for the one there is. */
export const inVain: Model = {
  name: "7.4.5-in-vain",
  bytes: BYTES,
  words: WORDS,
  oneStep: PROVED,
  setup: stock(1, 2),
  threads: [(shared, t: ThreadContext) => {
    t.assert(
      !new Semaphore(shared, OFFSET).tryAcquire(2),
      "tryAcquire(2) returned true while one permit was free.",
    );
  }, (shared, t: ThreadContext) => {
    t.assert(
      new Semaphore(shared, OFFSET).tryAcquire(),
      "tryAcquire() returned false while a permit was free.",
    );
  }],
};

/** One thread waits for two permits, while another tries for the one there is. */
export const besideAWaiter: Model = {
  name: "7.4.5-beside-a-waiter",
  bytes: BYTES,
  words: WORDS,
  oneStep: PROVED,
  setup: stock(1, 2),
  threads: [(shared) => new Semaphore(shared, OFFSET).acquire(2), (
    shared,
    t: ThreadContext,
  ) => {
    const semaphore = new Semaphore(shared, OFFSET);
    t.assert(
      semaphore.tryAcquire(),
      "tryAcquire() returned false while a permit was free.",
    );
    semaphore.release(2);
  }],
};

const tell: Thread = (shared, t) => {
  t.log(new Semaphore(shared, OFFSET).tryAcquire());
};

/** Two threads that try for a single permit. */
export const rivals: Model = {
  name: "7.4.5-rivals",
  bytes: BYTES,
  words: WORDS,
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
  words: WORDS,
  oneStep: PROVED,
  setup: stock(0, 1),
  threads: [(shared, t: ThreadContext) => {
    const semaphore = new Semaphore(shared, OFFSET);
    t.assert(!semaphore.tryAcquire(), "A permit is free, and none was put in.");
    semaphore.release();
    t.assert(semaphore.tryAcquire(), "The only permit was not to have.");
  }],
};
