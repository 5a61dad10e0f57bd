/**
 * A thread sleeps until a word changes, and costs nothing meanwhile. This is not
 * a lock: the gate opens once, for everyone.
 *
 *     deno run -A lessons/7.4-locks/given/wait_notify.ts
 *
 * @module
 */
import { answer, inThread, isThread } from "../../given/in_thread.ts";

const CLOSED = 0, OPEN = 1;

/** Words of the shared memory. */
const GATE = 0;

/** Sleeps until the gate is open. Tells how often it has looked. */
function pass(words: Int32Array): number {
  let looked = 1;
  while (Atomics.load(words, GATE) === CLOSED) {
    // (1) "If it is still CLOSED, sleep until a notify": in one step. It may
    // return without one, and then it looks again.
    Atomics.wait(words, GATE, CLOSED);
    looked++;
  }
  return looked;
}

function open(words: Int32Array): void {
  Atomics.store(words, GATE, OPEN); // (2) first the word,
  Atomics.notify(words, GATE); //      then whoever sleeps on it
}

if (isThread) {
  answer(pass);
} else {
  const words = new Int32Array(new SharedArrayBuffer(4));
  const threads = [1, 2].map(() => inThread<number>(import.meta.url, words));
  await new Promise((wake) => setTimeout(wake, 100)); // (3) it takes long
  open(words);
  const looked = await Promise.all(threads);
  const most = Math.max(...looked); // (4) or once, where it came late
  console.log(`Both are through. Looked more than twice: ${most > 2}.`);
}
