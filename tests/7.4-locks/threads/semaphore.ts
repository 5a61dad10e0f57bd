import { Semaphore } from "../../../lessons/7.4-locks/semaphore.ts";
import { DATA, OFFSET } from "../models/semaphore_stock.ts";

/**
 * Takes so many permits and gives them back, many times. Returns the most that
 * were out at once, as counted in a word of data.
 */
export function use(shared: SharedArrayBuffer, data: unknown): number {
  const count = Number(data);
  const semaphore = new Semaphore(shared, OFFSET);
  const out = new Int32Array(shared, DATA, 1);
  let most = 0;
  for (let i = 0; i < 500; i++) {
    semaphore.acquire(count);
    most = Math.max(most, Atomics.add(out, 0, count) + count);
    Atomics.sub(out, 0, count);
    semaphore.release(count);
  }
  return most;
}
