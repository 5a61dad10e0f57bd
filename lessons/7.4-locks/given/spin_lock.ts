/**
 * A lock that asks again and again. It is right, and burns a core meanwhile.
 *
 *     deno run -A lessons/7.4-locks/given/spin_lock.ts
 *
 * @module
 */
import { answer, inThread, isThread } from "../../given/in_thread.ts";

const FREE = 0, TAKEN = 1;
const TIMES = 1_000;

/** Words of the shared memory: the lock, and what it guards. */
const LOCK = 0, COUNT = 1;

/** How often this thread found the lock taken. */
let refused = 0;

function lock(words: Int32Array): void {
  // (1) "If it is FREE, make it TAKEN, and tell me what it was": in one step.
  while (Atomics.compareExchange(words, LOCK, FREE, TAKEN) !== FREE) {
    refused++; // (2) and at once again, as fast as the core can
  }
}

function unlock(words: Int32Array): void {
  Atomics.store(words, LOCK, FREE); // (3) whoever asks next gets it
}

function count(words: Int32Array): number {
  for (let i = 0; i < TIMES; i++) {
    lock(words);
    words[COUNT]!++; // (4) the critical section: one thread at a time
    unlock(words);
  }
  return refused;
}

if (isThread) {
  answer(count);
} else {
  const words = new Int32Array(new SharedArrayBuffer(8));
  lock(words);
  const threads = [1, 2].map(() => inThread<number>(import.meta.url, words));
  // (5) Something takes long with the lock held: here, a sleep of 100 ms.
  await new Promise((wake) => setTimeout(wake, 100));
  unlock(words);
  const asked = await Promise.all(threads);
  console.log(`Counted ${words[COUNT]} of ${2 * TIMES}.`);
  const burnt = asked.some((times) => times > 1_000);
  console.log(`Refused more than a thousand times: ${burnt ? "yes" : "no"}.`);
}
