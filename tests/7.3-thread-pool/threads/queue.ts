import { BoundedQueue } from "../../../lessons/7.3-thread-pool/bounded_queue.ts";
import type { ThreadJob } from "../../harness/threads/thread.ts";

/** A queue for real threads, and the jobs they may get. */
export function sharedQueue(capacity: number): {
  shared: SharedArrayBuffer;
  queue: BoundedQueue;
  job: (run: string, data: unknown) => ThreadJob;
} {
  const shared = new SharedArrayBuffer(BoundedQueue.byteLength(capacity));
  const queue = BoundedQueue.initialize(shared, 0, capacity);
  const job = (run: string, data: unknown) => ({
    module: import.meta.url,
    run,
    data,
  });
  return { shared, queue, job };
}

/** Pushes so many numbers, one after the other. */
export function produce(shared: SharedArrayBuffer, data: unknown): void {
  const { first, count } = data as { first: number; count: number };
  const queue = new BoundedQueue(shared);
  for (let i = 0; i < count; i++) queue.push(first + i);
}

/** Pops so many numbers and returns them. */
export function consume(shared: SharedArrayBuffer, count: unknown): unknown[] {
  const queue = new BoundedQueue(shared);
  return Array.from({ length: count as number }, () => queue.pop());
}

/**
 * Waits in vain for an item, and then for room in a queue for one. Tells how
 * many milliseconds each took.
 */
export function waitInVain(shared: SharedArrayBuffer, ms: unknown): number[] {
  const queue = new BoundedQueue(shared);
  const start = performance.now();
  queue.tryPop(ms as number);
  const popped = performance.now();
  queue.push(1);
  const pushed = performance.now();
  queue.tryPush(2, ms as number);
  return [popped - start, performance.now() - pushed];
}

/**
 * Pushes and pops with much time, with little and without, while the clock
 * moves on with each look at it. Tells what each call came to.
 */
export function lookAtOnce(shared: SharedArrayBuffer): [string, string][] {
  const queue = new BoundedQueue(shared);
  let time = 0;
  performance.now = () => time += 10;
  const calls: [string, () => unknown][] = [
    ["tryPush(1, 1000) with room", () => queue.tryPush(1, 1000)],
    ["tryPop(1000) with an item", () => queue.tryPop(1000)],
    ["tryPush(1, 5) with room", () => queue.tryPush(1, 5)],
    ["tryPop(5) with an item", () => queue.tryPop(5)],
    ["tryPop(0) of an empty queue", () => queue.tryPop(0)],
    ["tryPush(1, 0) with room", () => queue.tryPush(1, 0)],
    ["tryPush(2, 0) without room", () => queue.tryPush(2, 0)],
    ["tryPop(0) with an item", () => queue.tryPop(0)],
  ];
  return calls.map(([call, made]) => {
    try {
      return [call, `it returned ${made()}`];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return [call, `it threw ${error}`];
    }
  });
}
