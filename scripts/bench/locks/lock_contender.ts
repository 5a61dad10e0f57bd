import type { Contender } from "../host/contender.ts";
import type { Which } from "./lock_worker.ts";
import { makeLoop } from "./locks.ts";
import { TwoWorkers } from "./two_workers.ts";

/** What a lock is asked for: to lock and unlock so many times. */
export interface LockTask {
  /** In one thread that nobody disturbs, or in each of two. */
  threads: 1 | 2;
  times: number;
}

/** Makes the contender of one lock. */
export async function open(which: Which): Promise<Contender<LockTask>> {
  const alone = await makeLoop(which.lock, which.source);
  const two = await TwoWorkers.start(which);
  return {
    async run({ threads, times }) {
      if (threads === 2) await two.run(times);
      else alone(new SharedArrayBuffer(8))(times, () => {});
    },
    [Symbol.asyncDispose]() {
      two[Symbol.dispose]();
      return Promise.resolve();
    },
  };
}
