import { assert } from "@std/assert";
import type { Model, Thread } from "../../../harness/explorer/mod.ts";
import type { Semaphore } from "../algorithms/semaphore.ts";

/** Threads that each need one of a few permits for a while. */
export function permits(
  name: string,
  Gate: new (buffer: SharedArrayBuffer) => Semaphore,
  threads: number,
  atMost: number,
): Model {
  const thread: Thread = (shared, t) => {
    const gate = new Gate(shared);
    gate.acquire();
    t.inside("gate", () => {}, { atMost });
    gate.release();
  };
  return {
    name,
    bytes: 4,
    threads: Array.from({ length: threads }, () => thread),
    setup: (shared) => {
      new Int32Array(shared)[0] = atMost;
    },
    invariant: (words) =>
      assert((words[0] ?? 0) >= 0, `${words[0]} permits are left`),
    final: (words) =>
      assert(words[0] === atMost, `${words[0]} permits came back`),
  };
}
