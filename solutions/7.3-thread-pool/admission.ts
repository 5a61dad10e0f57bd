import { Fifo, type Job, type Tally } from "./given/job.ts";
import { PoolFullError, type ThreadPoolOptions } from "./given/pool.ts";
import type { TaskTable } from "./task_table.ts";

/**
 * Admission control: decides what becomes of a job that is submitted. It is
 * accepted if there is room; if not, it waits or is refused.
 */
export class Admission<Task, Result> {
  readonly #options: Required<ThreadPoolOptions>;
  readonly #table: TaskTable<Task, Result>;
  readonly #tally: Tally;
  /** The jobs that wait for room. */
  readonly #waiting = new Fifo<Job<Task, Result>>();

  constructor(
    options: Required<ThreadPoolOptions>,
    table: TaskTable<Task, Result>,
    tally: Tally,
  ) {
    this.#options = options;
    this.#table = table;
    this.#tally = tally;
  }

  /** The jobs that wait for room, in order. */
  get waiting(): Job<Task, Result>[] {
    return this.#waiting.toArray();
  }

  /** Accepts a job, has it wait, or rejects it. */
  submit(job: Job<Task, Result>): void {
    if (this.#table.hasRoom) this.#accept(job);
    else this.#overflow(job);
  }

  #accept(job: Job<Task, Result>): void {
    const slot = this.#table.takeSlot();
    if (job.signal !== undefined) this.#obeySignal(slot, job);
    this.#table.enqueue(slot, job);
  }

  /** Called with a job while there is no room for it. */
  #overflow(job: Job<Task, Result>): void {
    const { threads, queue, onFull } = this.#options;
    const { counts } = this.#tally;
    // TODO(7.3.6): With `onFull: "reject"`, count the job as rejected and reject
    // it with a PoolFullError. With "wait", keep it in `#waiting`; when its
    // signal is aborted, take it out again, count it as cancelled, and reject
    // it with the signal's reason.
    // #region 7.3.6
    if (onFull === "reject") {
      counts.rejected++;
      return job.reject(new PoolFullError(threads, queue));
    }
    this.#waiting.push(job);
    job.onAbort(() => {
      this.#waiting.delete(job);
      counts.cancelled++;
      job.reject(job.signal?.reason);
    });
    // #endregion
  }

  /** Cancels a job in the queue when its signal is aborted. */
  #obeySignal(slot: number, job: Job<Task, Result>): void {
    // TODO(7.3.6): When the signal is aborted, have the table `takeBack()` the
    // job. If that returns true, reject it with the signal's reason, and
    // `#admit()` others.
    // #region 7.3.6
    job.onAbort(() => {
      if (!this.#table.takeBack(slot)) return;
      job.reject(job.signal?.reason);
      this.#admit();
    });
    // #endregion
  }

  /** Called when there may be room for jobs that wait. */
  #admit(): void {
    // TODO(7.3.6): `#accept()` those that have waited longest, as long as there
    // is room.
    // #region 7.3.6
    while (this.#table.hasRoom) {
      const job = this.#waiting.shift();
      if (job === undefined) return;
      this.#accept(job);
    }
    // #endregion
  }

  /** Admits jobs that wait, if any do. */
  refill(): void {
    if (this.#waiting.size > 0) this.#admit();
  }

  /** Rejects every job that waits. */
  dismiss(error: Error): void {
    for (let job; (job = this.#waiting.shift()) !== undefined;) {
      this.#tally.counts.cancelled++;
      job.reject(error);
    }
  }
}
