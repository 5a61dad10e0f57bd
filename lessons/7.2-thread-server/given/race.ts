/**
 * Two threads count in the same memory, in three steps and in one:
 *
 *     deno run -A lessons/7.2-thread-server/given/race.ts 20000000
 *
 * With `apart` as the last argument, neither thread waits for the other, and
 * with small numbers the first is nearly always done when the second begins.
 *
 * @module
 */
import { answer, inThread, isThread } from "../../given/in_thread.ts";

/** (1) A thread has globals of its own: this is there once in each. */
let own = 0;

/** (2) What threads share is a SharedArrayBuffer that each was posted. */
interface Order {
  shared: SharedArrayBuffer;
  times: number;
  together: boolean;
}

/** The thread. */
function count({ shared, times, together }: Order): number {
  const words = new Int32Array(shared);
  // Waits for the other one: to start a thread takes longer than to count.
  Atomics.add(words, 2, 1);
  while (together && Atomics.load(words, 2) < 2);
  // (3) Reads it, adds one, writes it: the other thread may come between.
  for (let i = 0; i < times; i++) words[0]!++;
  for (let i = 0; i < times; i++) Atomics.add(words, 1, 1); // (4) in one step
  own += times;
  return own;
}

if (isThread) {
  answer(count);
} else {
  const times = Number(Deno.args[0] ?? 20_000_000);
  const together = Deno.args[1] !== "apart";
  const shared = new SharedArrayBuffer(12);
  const order: Order = { shared, times, together };
  const owns = await Promise.all([
    inThread<number>(import.meta.url, order),
    inThread<number>(import.meta.url, order),
  ]);
  const [plain, atomic] = new Int32Array(shared);
  console.log(`each thread's own global: ${owns.join(" and ")}, here ${own}`);
  console.log(`shared, Atomics.add():    ${atomic} of ${2 * times}`);
  console.log(`shared, ++:               ${plain} of ${2 * times}`);
}
