import { assertEquals } from "@std/assert";
import type { Model, Thread } from "../../../harness/explorer/mod.ts";
import { DrepperMutex2, DrepperMutex3 } from "../algorithms/drepper.ts";
import { Peterson, TestAndSet } from "../algorithms/spin_locks.ts";
import { TicketLock } from "../algorithms/ticket_lock.ts";
import { counters, pair, visitors } from "./guarded.ts";
import { meeting } from "./meeting.ts";
import { Condition } from "../algorithms/condition.ts";
import { VyukovQueue } from "../algorithms/vyukov_queue.ts";
import { throughQueue } from "./queue.ts";
import { Semaphore } from "../algorithms/semaphore.ts";
import { permits } from "./permits.ts";
import { RustRwLock } from "../algorithms/rust_rw_lock.ts";
import { readersAndWriters } from "./readers_and_writers.ts";

/** Adds atomically; there is nothing to guard. */
const add: Thread = (shared) => {
  Atomics.add(new Int32Array(shared), 0, 1);
};

/** Models of algorithms known to be correct. */
export const correct: Model[] = [
  {
    name: "atomic-add",
    bytes: 4,
    threads: [add, add, add, add],
    final: (words) => assertEquals(words[0], 4),
  },
  { ...pair("peterson", Peterson, 2), spinning: "allow" },
  { ...counters("test-and-set", TestAndSet, 3, 1), spinning: "allow" },
  counters("drepper-2-three-once", DrepperMutex2, 3, 1),
  counters("drepper-2-two-twice", DrepperMutex2, 2, 2),
  counters("drepper-3-three-once", DrepperMutex3, 3, 1),
  counters("drepper-3-two-twice", DrepperMutex3, 2, 2),
  {
    ...counters("drepper-3-spurious", DrepperMutex3, 2, 1),
    spuriousWakeups: 2,
  },
  {
    ...counters("drepper-3-interleaved", DrepperMutex3, 2, 1),
    plain: "interleave",
  },
  visitors("drepper-3-section", DrepperMutex3, 3),
  counters("ticket-lock-three-once", TicketLock, 3, 1),
  counters("ticket-lock-two-twice", TicketLock, 2, 2),
  throughQueue("vyukov-two-producers", VyukovQueue, 2, 1),
  throughQueue("vyukov-wraps", VyukovQueue, 1, 3),
  permits("semaphore-two-of-three", Semaphore, 3, 2),
  meeting("condition", Condition),
  { ...meeting("condition-spurious", Condition), spuriousWakeups: 1 },
  readersAndWriters("rust-rw-lock-both", RustRwLock, 1, 1),
  readersAndWriters("rust-rw-lock-readers", RustRwLock, 2, 0),
  readersAndWriters("rust-rw-lock-writers", RustRwLock, 0, 2),
];
