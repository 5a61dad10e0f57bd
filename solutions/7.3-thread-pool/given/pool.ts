import type { Percentiles } from "../time_histogram.ts";

// What a `ThreadPool` can be told, what it tells, and what it throws.

/**
 * What becomes of a task that finds the pool full: it waits (backpressure), or
 * its promise rejects with a PoolFullError.
 */
export type OnFull =
  /** The task waits for room: backpressure. */
  | "wait"
  /** Its promise rejects at once with a PoolFullError. */
  | "reject";

/** Options of a `ThreadPool`. */
export interface ThreadPoolOptions {
  /** How many threads. @default {navigator.hardwareConcurrency} */
  threads?: number;
  /** How many tasks may wait while all threads are busy. @default {64} */
  queue?: number;
  /** @default {"wait"} */
  onFull?: OnFull;
  /** Given to each call of the task function; it may hold shared memory. */
  data?: unknown;
}

/** Options of `ThreadPool.submit()`. */
export interface SubmitOptions {
  /**
   * Takes the task back as long as no thread has begun it: its promise rejects
   * with the signal's reason.
   */
  signal?: AbortSignal | undefined;
}

/** What a pool does now and has done so far. */
export interface PoolStats {
  /** Threads that take tasks. */
  threads: number;
  /** Those of them that sleep. */
  idle: number;
  /** Tasks that a thread runs now. */
  running: number;
  /** Tasks that were accepted and wait for a thread. */
  queued: number;
  /** Tasks that wait for room in the queue. */
  waiting: number;
  /** Tasks that gave a result. */
  completed: number;
  /** Tasks that threw, or whose thread ended. */
  failed: number;
  /** Tasks that were refused as the queue was full. */
  rejected: number;
  /** Tasks that were taken back, by a signal or a shutdown. */
  cancelled: number;
  /** From `submit()` to the start, in milliseconds. */
  waitTime: Percentiles;
  /** From the start to the end, in milliseconds. */
  runTime: Percentiles;
}

/** The most threads, and the longest queue. */
const MOST = 10_000;

/**
 * The options with every default filled in.
 *
 * @throws {RangeError} If `threads` or `queue` is out of range.
 * @throws {TypeError} If `onFull` is neither "wait" nor "reject".
 */
export function complete(
  options: ThreadPoolOptions,
): Required<ThreadPoolOptions> {
  const { threads = navigator.hardwareConcurrency, queue = 64 } = options;
  const { onFull = "wait", data } = options;
  checkCount("threads", threads, 1);
  checkCount("queue", queue, 0);
  if (onFull !== "wait" && onFull !== "reject") {
    throw new TypeError(
      `Cannot create thread pool as 'onFull' must be "wait" or "reject": received ${
        Deno.inspect(onFull)
      }`,
    );
  }
  return { threads, queue, onFull, data };
}

function checkCount(name: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least && value <= MOST) return;
  throw new RangeError(
    `Cannot create thread pool as '${name}' must be an integer from ${least} to ${MOST}: received ${value}`,
  );
}

/** The pool was full. */
export class PoolFullError extends Error {
  override readonly name = "PoolFullError";

  constructor(threads: number, queue: number) {
    super(
      `Cannot submit task as all threads are busy (${threads}) and the queue is full (${queue}): submit it later, or make the pool with onFull: "wait"`,
    );
  }
}

/** The pool was shut down before the task had begun. */
export class PoolClosedError extends Error {
  override readonly name = "PoolClosedError";

  constructor() {
    super("Cannot run task as the pool is shut down: submit before that");
  }
}

/** The threads end before they work, so the pool cannot go on. */
export class PoolBrokenError extends Error {
  override readonly name = "PoolBrokenError";

  constructor(module: string, reason: string) {
    super(
      `Cannot run task as the pool's threads end before they take one: mend ${module}, which failed with: ${reason}`,
    );
  }
}

/** The thread that ran a task ended before the task did. */
export class ThreadDiedError extends Error {
  override readonly name = "ThreadDiedError";

  constructor(thread: string, reason: string) {
    super(`Cannot finish task as ${thread} has ended: ${reason}`);
  }
}
