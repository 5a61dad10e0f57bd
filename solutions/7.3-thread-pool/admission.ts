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
    // TODO(7.3.6): With `onFull: "reject"`, the job is rejected with a
    // PoolFullError and counted as rejected. With "wait", it is kept in
    // `#waiting`, behind those that came before. If its signal is aborted
    // there, it must be gone, counted as cancelled, and rejected with the
    // signal's reason.
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
    // TODO(7.3.6): If the signal is aborted while the job is in the queue,
    // reject it with the signal's reason, and its place is free for those that
    // wait. If a thread was faster, nothing happens: the table's `takeBack()`
    // tells, and counts.
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
    // TODO(7.3.6): Accept those that have waited longest, as many as there is
    // room for.
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
