import { assert, assertEquals } from "@std/assert";
import type { Model, Thread } from "../../../harness/explorer/mod.ts";
import * as mutex from "../algorithms/broken_mutexes.ts";
import {
  Condition,
  ReadsSequenceLate,
  WaitsOnConstant,
} from "../algorithms/condition.ts";
import { DrepperMutex3 } from "../algorithms/drepper.ts";
import {
  LastReaderForgets,
  LosesReaders,
  WriterForgetsReaders,
} from "../algorithms/rust_rw_lock.ts";
import * as semaphore from "../algorithms/semaphore.ts";
import {
  FlagsOnly,
  FlagTooLate,
  TestAndSet,
} from "../algorithms/spin_locks.ts";
import { TicketLockForOne, TornTicketLock } from "../algorithms/ticket_lock.ts";
import {
  FreesTooEarly,
  PublishesTooEarly,
} from "../algorithms/vyukov_queue.ts";
import { COUNTER, counters, counting, pair, visitors } from "./guarded.ts";
import { meeting } from "./meeting.ts";
import { permits } from "./permits.ts";
import { throughQueue } from "./queue.ts";
import { readersAndWriters } from "./readers_and_writers.ts";

/** Takes two locks, in the order given. */
const takesBoth = (first: number, second: number): Thread => (shared) => {
  const [one, two] = [
    new DrepperMutex3(shared, first),
    new DrepperMutex3(shared, second),
  ];
  one.lock();
  two.lock();
  two.unlock();
  one.unlock();
};

/** Takes a lock and tries the other, or gives the first back and tries again. */
const backsOff = (first: number, second: number): Thread => (shared) => {
  const words = new Int32Array(shared);
  const one = new DrepperMutex3(shared, 4 * first);
  for (;;) {
    one.lock();
    if (Atomics.compareExchange(words, second, 0, 1) === 0) break;
    one.unlock();
  }
  new DrepperMutex3(shared, 4 * second).unlock();
  one.unlock();
};

/** Never unlocks, as it throws while it holds the lock. */
const throwsInside: Thread = (shared) => {
  const lock = new DrepperMutex3(shared);
  try {
    lock.lock();
    throw new Error("out of money");
    // deno-lint-ignore no-unreachable
    lock.unlock();
  } catch {
    // The lock is not this handler's business.
  }
};

/** Looks whether the lock is free, and takes it as if it could not be lost. */
const triesByLocking: Thread = (shared, t) => {
  const lock = new DrepperMutex3(shared);
  t.neverWaits("tryLock()", () => {
    if (Atomics.load(new Int32Array(shared), 0) === 0) lock.lock();
  });
};

let calls = 0;

/** Counts in a variable that other threads' workers would not see. */
const countsOutside: Thread = (shared) => {
  const words = new Int32Array(shared);
  Atomics.store(words, 0, ++calls);
  Atomics.add(words, 0, 1);
};

const readsBytes: Thread = (shared) => {
  new DataView(shared).getUint8(2);
};

const writesWord: Thread = (shared) => {
  Atomics.store(new Int32Array(shared), 0, 1);
};

const looksForEver: Thread = (shared) => {
  const words = new Int32Array(shared);
  while (words[0] === 0);
};

/** Models of code known to be wrong. */
export const broken: Model[] = [
  counters("no-lock", mutex.NoLock, 2, 1),
  {
    ...counters("lost-update", mutex.NoLock, 2, 1),
    plain: "interleave",
  },
  visitors("check-then-set", mutex.CheckThenSet, 2),
  counters("check-then-set-race", mutex.CheckThenSet, 2, 1),
  visitors("no-notify", mutex.NoNotify, 2),
  visitors("notify-before-store", mutex.NotifyBeforeStore, 2),
  visitors("if-for-while", mutex.IfForWhile, 3),
  visitors("forgets-waiters", mutex.ForgetsWaiters, 3),
  visitors("waits-on-wrong-value", mutex.WaitsOnWrongValue, 2),
  counters("plain-unlock", mutex.PlainUnlock, 2, 1),
  counters("plain-look", mutex.PlainLook, 2, 1),
  visitors("ignores-timeout", mutex.IgnoresTimeout, 2),
  visitors("polls", mutex.Polls, 2),
  visitors("waits-long", mutex.WaitsLong, 2),
  {
    name: "tries-by-locking",
    bytes: 4,
    threads: [triesByLocking, triesByLocking],
  },
  visitors("throws-in-between", mutex.ThrowsInBetween, 2),
  visitors("busy-adder", mutex.BusyAdder, 2),
  visitors("pure-spin", TestAndSet, 2),
  { ...pair("flags-only", FlagsOnly), spinning: "allow" },
  { ...pair("flag-too-late", FlagTooLate), spinning: "allow" },
  visitors("torn-ticket", TornTicketLock, 2),
  visitors("ticket-wakes-one", TicketLockForOne, 3),
  {
    name: "lock-order",
    bytes: 8,
    threads: [takesBoth(0, 4), takesBoth(4, 0)],
  },
  {
    name: "backs-off",
    bytes: 8,
    threads: [backsOff(0, 1), backsOff(1, 0)],
  },
  {
    name: "exception-leaves-locked",
    bytes: 4,
    threads: [throwsInside, throwsInside],
  },
  {
    name: "counts-outside",
    bytes: 4,
    threads: [countsOutside, countsOutside],
  },
  permits("load-then-sub", semaphore.LoadThenSub, 2, 1),
  permits("release-wakes-none", semaphore.ReleaseWakesNone, 2, 1),
  permits("release-wakes-early", semaphore.ReleaseWakesEarly, 2, 1),
  permits("load-then-store", semaphore.LoadThenStore, 2, 2),
  meeting("waits-on-constant", WaitsOnConstant),
  meeting("reads-sequence-late", ReadsSequenceLate),
  {
    ...meeting("if-for-while-condition", Condition, { once: true }),
    spuriousWakeups: 1,
  },
  throughQueue("publishes-too-early", PublishesTooEarly, 1, 1),
  throughQueue("frees-too-early", FreesTooEarly, 1, 3),
  readersAndWriters("last-reader-forgets", LastReaderForgets, 1, 1),
  readersAndWriters("loses-readers", LosesReaders, 2, 1),
  readersAndWriters("writer-forgets-readers", WriterForgetsReaders, 1, 1),
  { name: "byte-of-word", bytes: 4, threads: [readsBytes, writesWord] },
  { name: "looks-for-ever", bytes: 4, threads: [looksForEver] },
  {
    name: "negative-word",
    bytes: COUNTER + 4,
    threads: [counting(DrepperMutex3, 1), (shared) => {
      Atomics.sub(new Int32Array(shared), 1, 1);
    }],
    invariant: (words) => assert((words[1] ?? 0) >= 0, "word 1 is negative"),
  },
  {
    name: "wrong-sum",
    bytes: 4,
    threads: [writesWord, writesWord],
    final: (words) => assertEquals(words[0], 2),
  },
];
