import type { Model, Thread } from "../../../harness/explorer/mod.ts";
import type { LockClass } from "../algorithms/lock.ts";

/** Threads that stand still while they hold the lock. */
export function holding(Lock: LockClass, threads: number): Model {
  const thread: Thread = (shared, t) => {
    const lock = new Lock(shared);
    lock.lock();
    t.log("has it");
    t.reach("holding");
    lock.unlock();
  };
  return {
    name: "holding",
    bytes: 8,
    threads: Array.from({ length: threads }, () => thread),
  };
}
