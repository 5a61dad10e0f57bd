import { Admission } from "./admission.ts";
import { Job, Tally } from "./given/job.ts";
import {
  complete,
  PoolClosedError,
  type PoolStats,
  type SubmitOptions,
  type ThreadPoolOptions,
} from "./given/pool.ts";
import { Supervisor } from "./supervisor.ts";
import { State } from "./given/task_slots.ts";
import { TaskTable } from "./task_table.ts";

/**
 * A fixed number of threads that run one task after the other, and a queue in
 * shared memory from which each takes the next one by itself.
 *
 * ```ts
 * await using pool = new ThreadPool<number, number>(
 *   new URL("./fibonacci.ts", import.meta.url),
 *   { threads: 4 },
 * );
 * const result = await pool.submit(30);
 * ```
 */
export class ThreadPool<Task = unknown, Result = unknown>
  implements AsyncDisposable {
  readonly #tally = new Tally();
  readonly #table: TaskTable<Task, Result>;
  readonly #admission: Admission<Task, Result>;
  readonly #supervisor: Supervisor<Task, Result>;
  /** Why tasks are refused now, if they are. */
  #refusal: Error | undefined;
  #closed: Promise<void> | undefined;

  /**
   * Starts the threads.
   *
   * @param module The module whose default export each thread calls with a
   * task: a `TaskFunction`.
   * @throws {RangeError | TypeError} If an option is out of range.
   */
  constructor(module: URL, options: ThreadPoolOptions = {}) {
    const settings = complete(options);
    const { threads, data } = settings;
    const program = { module: module.href, data };
    this.#table = new TaskTable(settings, this.#tally);
    this.#admission = new Admission(settings, this.#table, this.#tally);
    this.#supervisor = new Supervisor(this.#table, program, {
      progress: () => this.#progress(),
      broken: (error) => void this.#end(error),
    });
    // TODO(7.3.5): Start the threads: as many as the options say, here and
    // nowhere else.
    throw new Error("TODO(7.3.5)");
  }

  /**
   * Has a thread run the task function with `task`, and resolves with what it
   * returns. Both are copied, as `postMessage()` does.
   *
   * Rejects with what the function throws; with a {@linkcode PoolFullError},
   * {@linkcode PoolClosedError} or {@linkcode PoolBrokenError} if no thread
   * takes the task, or the signal's reason if it was aborted before; and with
   * a {@linkcode ThreadDiedError} if the thread ends before the task does.
   */
  submit(task: Task, options: SubmitOptions = {}): Promise<Result> {
    const job = new Job<Task, Result>(task, options);
    if (this.#refusal !== undefined) job.reject(this.#refusal);
    else if (job.signal?.aborted) job.reject(job.signal.reason);
    else this.#admission.submit(job);
    return job.promise;
  }

  /** Settles what is finished, and lets others in. */
  #progress(): void {
    this.#table.collect();
    this.#admission.refill();
  }

  /** What the pool does now and has done so far. */
  stats(): PoolStats {
    // What is finished counts, also if this thread had no time to settle it.
    this.#progress();
    const { counts, waitTimes, runTimes } = this.#tally;
    // TODO(7.3.8): Return all numbers of PoolStats, as they are at this moment.
    // A job has one of the table's `states`, or waits with the admission.
    // Threads are those that are `alive`; of them, idle are those that run
    // nothing, and never fewer than 0: one may run a task before it counts as
    // alive.
    throw new Error("TODO(7.3.8)");
  }

  /**
   * Takes no more tasks, waits for those that were submitted, and ends the
   * threads. With `drain: false`, only those that run now are waited for; the
   * others reject with a {@linkcode PoolClosedError}.
   */
  async shutdown({ drain = true }: { drain?: boolean } = {}): Promise<void> {
    // TODO(7.3.8): From now on, refuse tasks with a PoolClosedError. Wait until
    // all jobs, in the table and outside, are settled: one that rejects is no
    // reason to stop waiting. Without `drain`, those that no thread has begun
    // reject at once. Then end the threads, and wait for that, too.
    throw new Error("TODO(7.3.8)");
  }

  /** Rejects every job that no thread has begun. */
  #dismiss(error: Error): void {
    this.#admission.dismiss(error);
    this.#table.dismiss(error);
  }

  /**
   * Ends the threads at once, like `kill -9`; what is not finished rejects with
   * a {@linkcode PoolClosedError}. A thread that sleeps in `Atomics.wait()` or
   * never returns from a function cannot be ended: it is left alone.
   */
  close(): Promise<void> {
    return this.#closed ?? this.#end(new PoolClosedError());
  }

  /** The same as `shutdown()`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }

  #end(error: Error): Promise<void> {
    this.#refusal = error;
    this.#dismiss(error);
    this.#table.collect();
    this.#supervisor.terminate(error);
    return this.#closed = this.#supervisor.end();
  }
}
