// Peterson's lock of 1981, for two threads, from loads and stores alone. Who
// wants to enter says so, lets the other one go first, and waits while the other
// one wants to enter and has been let go first.

import type {
  Model,
  Thread,
  ThreadContext,
} from "../../../tests/harness/explorer/mod.ts";

const TURN = 2;

function enters(me: 0 | 1): Thread {
  return (shared, t: ThreadContext) => {
    const words = new Int32Array(shared);
    const other = 1 - me;
    // Exchange these two lines: it has often been taught so, and breaks.
    Atomics.store(words, me, 1);
    Atomics.store(words, TURN, other);
    while (
      Atomics.load(words, other) === 1 && Atomics.load(words, TURN) === other
    );
    // Fails when two threads are inside at once.
    t.inside("the critical section", () => {});
    Atomics.store(words, me, 0);
  };
}

export const peterson: Model = {
  name: "peterson",
  bytes: 12,
  threads: [enters(0), enters(1)],
  words: { 0: "T0 wants", 4: "T1 wants", 8: "turn" },
  // It waits by looking again and again, and means to.
  spinning: "allow",
};
