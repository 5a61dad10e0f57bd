import { TimeHistogram } from "../time_histogram.ts";

/** What has become of a pool's tasks, and how long they took. */
export class Tally {
  /** How many tasks ended in each way, as in `PoolStats`. */
  readonly counts = { completed: 0, failed: 0, rejected: 0, cancelled: 0 };
  /** From `submit()` to the start. */
  readonly waitTimes = new TimeHistogram();
  /** From the start to the end. */
  readonly runTimes = new TimeHistogram();
}
