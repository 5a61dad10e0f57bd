// One thread waits for an event, the other one tells it. Between the look and
// the sleep, the event can come: who rings then rings for nobody.

import type { Model } from "../../../tests/harness/explorer/mod.ts";

const EVENT = 0;
const BELL = 1;

function waits(shared: SharedArrayBuffer): void {
  const words = new Int32Array(shared);
  while (Atomics.load(words, EVENT) === 0) {
    // Atomics.wait() sleeps only while the word has this value. The bell always
    // has it. Sleep on the event itself, and ring there, too: it holds.
    Atomics.wait(words, BELL, 0);
  }
}

function tells(shared: SharedArrayBuffer): void {
  const words = new Int32Array(shared);
  Atomics.store(words, EVENT, 1);
  Atomics.notify(words, BELL);
}

export const event: Model = {
  name: "event",
  bytes: 8,
  threads: [waits, tells],
  words: { 0: "event", 4: "bell" },
};
