import type { Percentiles } from "../time_histogram.ts";

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
