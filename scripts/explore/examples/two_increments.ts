// A question of your own to the explorer. Keep this file in the course's folder:
//
//   deno task explore --example > my_model.ts
//   deno task explore my_model.ts
//
// A model is two to four threads on one shared buffer, and what must hold. The
// explorer runs them under every order in which their operations can happen, and
// prints the shortest one that breaks it. Each export that is a model is tried.

import type { Model } from "../../../tests/harness/explorer/mod.ts";
// Your own code can be asked, too, once it is written:
// import { Mutex } from "./lessons/7.4-locks/mutex.ts";

/** What each thread runs: a function of the buffer, as a worker's code is. */
function increment(shared: SharedArrayBuffer): void {
  const words = new Int32Array(shared);
  // Between the two lines another thread can come: two read the same number.
  const seen = Atomics.load(words, 0);
  Atomics.store(words, 0, seen + 1);
  // Atomics.add(words, 0, 1) reads and writes in one operation. Try it.
}

export const twoIncrements: Model = {
  /** What to call it: letters, digits, dots and dashes. */
  name: "two-increments",
  /** The buffer's length, a multiple of 4. It begins as zeros. */
  bytes: 4,
  /** Two to four. The same function twice: threads that do the same. */
  threads: [increment, increment],
  /** What to call words of the buffer in the schedule, by their numbers. */
  words: { 0: "count" },
  /** Throws when the outcome is wrong, once all threads have returned. */
  final(words) {
    if (words[0] !== 2) throw new Error(`2 increments made ${words[0]}`);
  },
  // setup(shared): prepares the buffer, before any thread runs.
  // invariant(words): throws when a state must never be seen, in between, too.
  // plain: "interleave": others may come between plain reads and writes, too;
  //   otherwise two of them that nothing orders are a data race.
  // spuriousWakeups: 1: so often Atomics.wait() may return for no reason.
  // preemptions: 2: no thread that can go on is put aside more often than that.
};
