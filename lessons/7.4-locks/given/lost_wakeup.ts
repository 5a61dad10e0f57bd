/**
 * A notify wakes whoever sleeps. It leaves nothing behind for a thread that is
 * about to: one that has looked, and does not sleep yet, would miss it.
 *
 *     deno run -A lessons/7.4-locks/given/lost_wakeup.ts
 *
 * @module
 */
import { answer, inThread, isThread } from "../../given/in_thread.ts";

/** Words of the shared memory: what is waited for, and a bell beside it. */
const DONE = 0, BELL = 1;
/** Two more, by which the threads meet at the worst moment. */
const LOOKED = 2, RUNG = 3;

/** Which word the thread sleeps on when it has seen that it is not done. */
interface Order {
  words: Int32Array;
  on: number;
}

function waitForDone({ words, on }: Order): string {
  if (Atomics.load(words, DONE) === 1) return "too late to show it";
  setAndNotify(words, LOOKED); // (1) it has looked: not done
  Atomics.wait(words, RUNG, 0); // (2) here, the other thread does its part
  // (3) "If it is still 0, sleep." BELL is: nobody ever changes it.
  return Atomics.wait(words, on, 0, 100);
}

function setAndNotify(words: Int32Array, word: number): number {
  Atomics.store(words, word, 1);
  return Atomics.notify(words, word);
}

async function tell(what: string, on: number): Promise<void> {
  const words = new Int32Array(new SharedArrayBuffer(16));
  const result = inThread<string>(import.meta.url, { words, on });
  await Atomics.waitAsync(words, LOOKED, 0).value;
  Atomics.store(words, DONE, 1);
  const woken = Atomics.notify(words, on); // (4) it wakes nobody, in both cases
  setAndNotify(words, RUNG);
  console.log(`${what}: the notify woke ${woken}, the wait: ${await result}`);
}

if (isThread) {
  answer(waitForDone);
} else {
  await tell("sleeps on a bell beside the word", BELL);
  await tell("sleeps on the word it looked at", DONE);
}
