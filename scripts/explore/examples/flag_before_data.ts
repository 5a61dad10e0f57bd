// One thread writes a number and then says so; the other looks whether it is
// there, and reads it. Which of the two must the writer do first?

import type {
  Model,
  Thread,
  ThreadContext,
} from "../../../tests/harness/explorer/mod.ts";

const DATA = 0;
const READY = 1;

function sends(shared: SharedArrayBuffer): void {
  const words = new Int32Array(shared);
  // Exchange these two lines, and it holds.
  Atomics.store(words, READY, 1);
  words[DATA] = 42;
}

const receives: Thread = (shared, t: ThreadContext) => {
  const words = new Int32Array(shared);
  if (Atomics.load(words, READY) === 0) return; // Not there yet.
  t.assert(words[DATA] === 42, `It was ready, and ${words[DATA]} was there.`);
};

export const message: Model = {
  name: "message",
  bytes: 8,
  threads: [sends, receives],
  words: { 0: "data", 4: "ready" },
};
