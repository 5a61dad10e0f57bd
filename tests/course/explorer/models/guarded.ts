import { assertEquals } from "@std/assert";
import type { Model, Thread } from "../../../harness/explorer/mod.ts";
import type { LockClass } from "../algorithms/lock.ts";

/** Where the guarded counter lies, in bytes; a lock may use what is before. */
export const COUNTER = 12;

/** A thread that counts under a lock, a number of times. */
export function counting(Lock: LockClass, rounds: number, offset = 0): Thread {
  return (shared) => {
    const lock = new Lock(shared, offset);
    const counter = new Int32Array(shared, COUNTER, 1);
    for (let round = 0; round < rounds; round++) {
      lock.lock();
      counter[0] = (counter[0] ?? 0) + 1;
      lock.unlock();
    }
  };
}

/** Identical threads that count under a lock with plain reads and writes. */
export function counters(
  name: string,
  Lock: LockClass,
  threads: number,
  rounds: number,
): Model {
  const thread = counting(Lock, rounds);
  return {
    name,
    bytes: COUNTER + 4,
    threads: Array.from({ length: threads }, () => thread),
    final: (words) => assertEquals(words[COUNTER / 4], threads * rounds),
  };
}

/** Identical threads that are inside a section under a lock, once each. */
export function visitors(
  name: string,
  Lock: LockClass,
  threads: number,
): Model {
  const thread: Thread = (shared, t) => {
    const lock = new Lock(shared);
    lock.lock();
    t.inside("critical", () => {});
    lock.unlock();
  };
  return {
    name,
    bytes: COUNTER + 4,
    threads: Array.from({ length: threads }, () => thread),
  };
}

/** Two threads that know which of the two they are. */
export function pair(
  name: string,
  Lock: new (buffer: SharedArrayBuffer, me: number) => {
    lock(): void;
    unlock(): void;
  },
  rounds = 1,
): Model {
  const as = (me: number): Thread => (shared, t) => {
    const lock = new Lock(shared, me);
    for (let round = 0; round < rounds; round++) {
      lock.lock();
      t.inside("critical", () => {});
      lock.unlock();
    }
  };
  return { name, bytes: COUNTER + 4, threads: [as(0), as(1)] };
}
