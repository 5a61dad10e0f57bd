// Three philosophers sit around a table with three forks. Each takes the fork
// on the left, then the one on the right, eats, and puts both back.

import type { Model, Thread } from "../../../tests/harness/explorer/mod.ts";

/** Sleeps until the fork is there, and takes it. */
function take(forks: Int32Array<SharedArrayBuffer>, fork: number): void {
  while (Atomics.compareExchange(forks, fork, 0, 1) !== 0) {
    Atomics.wait(forks, fork, 1);
  }
}

function putBack(forks: Int32Array<SharedArrayBuffer>, fork: number): void {
  Atomics.store(forks, fork, 0);
  Atomics.notify(forks, fork);
}

function philosopher(seat: number): Thread {
  return (shared) => {
    const forks = new Int32Array(shared);
    const [left, right] = [seat, (seat + 1) % 3];
    // All take the lower number first, and nobody starves:
    // const [left, right] = seat === 2 ? [0, 2] : [seat, seat + 1];
    take(forks, left);
    take(forks, right);
    putBack(forks, right);
    putBack(forks, left);
  };
}

export const dinner: Model = {
  name: "dinner",
  bytes: 12,
  threads: [philosopher(0), philosopher(1), philosopher(2)],
  words: { 0: "fork 0", 4: "fork 1", 8: "fork 2" },
};
