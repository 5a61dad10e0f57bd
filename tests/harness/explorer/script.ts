import type { Cause } from "./cause.ts";
import type { Trace } from "./trace.ts";

/** What a thread of a script is doing. */
export type ThreadStatus =
  | { state: "runnable" }
  | { state: "asleep"; word: number; timed: boolean }
  | { state: "finished" };

/** What operations cost. */
export interface Cost {
  /** Atomic reads, writes and read-modify-writes. */
  atomic: number;
  /** Calls of `Atomics.notify`. */
  notify: number;
  /** Threads that those calls woke. */
  woken: number;
  /** Calls of `Atomics.wait`. */
  wait: number;
  /** Plain reads and writes. */
  plain: number;
}

/**
 * Runs one thread of a script. Each method fails the test if it cannot do
 * what it says; `cause` is the likely mistake that the failure then names.
 */
export interface ScriptRun {
  /** Until it sleeps in `Atomics.wait`. Fails if it returns instead. */
  untilBlocked(cause?: Cause): void;
  /** Until it returns. Fails if it sleeps instead. */
  toEnd(cause?: Cause): void;
  /** Until it stands at `t.reach(label)`. Fails if it sleeps or returns. */
  until(label: string, cause?: Cause): void;
  /** At most `count` steps, until it sleeps or returns; returns the steps done. */
  steps(count: number): number;
}

/** One schedule, chosen step by step by a test. */
export interface Script {
  /**
   * The next thread to run.
   *
   * @param as Why a correct program does what is expected: "the mutex is held".
   */
  run(thread: number, as?: string): ScriptRun;
  /** Runs all threads in turn until each sleeps or has returned. */
  settle(): void;
  /** What a thread is doing now. */
  status(thread: number): ThreadStatus;
  /** Fails the test unless the thread sleeps now. */
  isBlocked(thread: number, cause?: Cause): void;
  /** Fails the test if the thread sleeps now. */
  isNotBlocked(thread: number, cause?: Cause): void;
  /** Lets the time limit of the thread's `Atomics.wait` run out. */
  timeOut(thread: number): void;
  /** Wakes the thread without a `notify`. */
  wakeSpuriously(thread: number): void;
  /** What a thread's operations cost since the script began or `mark` was called. */
  cost(thread: number): Cost;
  /** Starts counting costs anew. */
  mark(): void;
  /** What the thread has logged so far. */
  logs(thread: number): readonly unknown[];
  /** A copy of the memory now, as 32-bit words. */
  words(): Int32Array;
  /** Fails the test with what happened so far. */
  fail(expected: string, got: string, cause?: Cause): never;
  /** What happened so far. */
  trace(): Trace;
}
