import { BoundedQueue } from "./bounded_queue.ts";
import {
  PoolBrokenError,
  PoolClosedError,
  PoolFullError,
  ThreadDiedError,
} from "./errors.ts";
import { Fifo } from "./fifo.ts";
import { FinishedList } from "./finished_list.ts";
import { Job, type SubmitOptions } from "./job.ts";
import { complete, type ThreadPoolOptions } from "./pool_options.ts";
import type { PoolStats } from "./pool_stats.ts";
import { settles } from "./settles.ts";
import { State, TaskSlots } from "./task_slots.ts";
import { poolName, ThreadHandle } from "./thread_handle.ts";
import { TimeHistogram } from "./time_histogram.ts";

export type { SubmitOptions } from "./job.ts";
export type { OnFull, ThreadPoolOptions } from "./pool_options.ts";
export type { PoolStats } from "./pool_stats.ts";

/** How many threads in a row may end before they take a task. */
const MOST_STILLBORN = 3;

/** How long, in milliseconds, close() waits for threads to end. */
const STOP_TIME = 1_000;

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
  readonly #module: string;
  readonly #options: Required<ThreadPoolOptions>;
  /** How many tasks may be accepted and not finished. */
  readonly #limit: number;
  readonly #name = poolName();
  readonly #threads = new Map<number, ThreadHandle>();
  /** The numbers of slots, in the order of their tasks. */
  readonly #queue: BoundedQueue;
  readonly #queueMemory: SharedArrayBuffer;
  readonly #slots: TaskSlots;
  readonly #free: number[];
  readonly #finished: FinishedList;
  /** The jobs that were accepted and are not finished, by their slots. */
  readonly #jobs = new Map<number, Job<Task, Result>>();
  /** The jobs that wait to be accepted. */
  readonly #waiting = new Fifo<Job<Task, Result>>();
  readonly #counts = { completed: 0, failed: 0, rejected: 0, cancelled: 0 };
  readonly #waitTimes = new TimeHistogram();
  readonly #runTimes = new TimeHistogram();
  #started = 0;
  #stillborn = 0;
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
    this.#module = module.href;
    this.#options = complete(options);
    const { threads, queue } = this.#options;
    this.#limit = threads + queue;
    // A thread may hold a cancelled task for a moment, besides all others.
    const slots = this.#limit + threads;
    this.#slots = TaskSlots.create(slots);
    this.#free = [...Array(slots).keys()].reverse();
    this.#finished = FinishedList.create(slots);
    this.#queueMemory = new SharedArrayBuffer(BoundedQueue.byteLength(slots));
    this.#queue = BoundedQueue.initialize(this.#queueMemory, 0, slots);
    // TODO(7.3.5): Start as many threads as the options say.
    throw new Error("TODO(7.3.5)");
  }

  #startThread(): void {
    const number = ++this.#started;
    const start = {
      thread: number,
      queue: this.#queueMemory,
      slots: this.#slots.memory,
      finished: this.#finished.buffer,
      module: this.#module,
      data: this.#options.data,
    };
    const thread = new ThreadHandle(this.#name, start, {
      finished: () => this.#collect(),
      died: (thread, reason) => this.#threadDied(thread, reason),
    });
    this.#threads.set(number, thread);
    void thread.ended.then(() => this.#threads.delete(number));
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
    else if (this.#hasRoom) this.#accept(job);
    else this.#overflow(job);
    return job.promise;
  }

  get #hasRoom(): boolean {
    return this.#jobs.size < this.#limit;
  }

  /** Puts a job into a slot, and the slot into the queue. */
  #accept(job: Job<Task, Result>): void {
    const slot = this.#freeSlot();
    if (job.signal !== undefined) this.#obeySignal(slot, job);
    // TODO(7.3.5): Write the job's task into the slot. If that throws, free the
    // slot and reject the job. Otherwise keep the job in `#jobs`, set the slot's
    // state to queued, and push the slot to the queue: `tryPush()`, as this
    // thread must not sleep. There is always room.
    throw new Error("TODO(7.3.5)");
  }

  /** Called when a thread has told that tasks are finished. */
  #collect(): void {
    // TODO(7.3.5): Settle all slots that you take from `#finished`.
    throw new Error("TODO(7.3.5)");
    if (this.#waiting.size > 0) this.#admit();
  }

  /** Tells the submitter how the task in the slot has ended. */
  #settle(slot: number): void {
    const job = this.#release(slot);
    if (job === undefined) return; // It was cancelled before.
    this.#waitTimes.record(this.#slots.started(slot) - job.submitted);
    this.#runTimes.record(this.#slots.ended(slot) - this.#slots.started(slot));
    // TODO(7.3.5): Resolve the job with the result in the slot if the slot's
    // state is succeeded, or else reject it with the error there. Count it.
    throw new Error("TODO(7.3.5)");
  }

  /** Frees a slot and returns the job that was in it. */
  #release(slot: number): Job<Task, Result> | undefined {
    const job = this.#jobs.get(slot);
    this.#jobs.delete(slot);
    this.#free.push(slot);
    return job;
  }

  /** Called with a job while there is no room for it. */
  #overflow(job: Job<Task, Result>): void {
    // TODO(7.3.6): With `onFull: "reject"`, count and reject the job. With
    // "wait", keep it in `#waiting`; when its signal is aborted, take it out
    // again, count it as cancelled, and reject it with the signal's reason.
    throw new Error("TODO(7.3.6)");
  }

  /** Called when there may be room for jobs that wait. */
  #admit(): void {
    // TODO(7.3.6): Accept those that have waited longest, as long as there is
    // room.
    throw new Error("TODO(7.3.6)");
  }

  /** Cancels a job in the queue when its signal is aborted. */
  #obeySignal(slot: number, job: Job<Task, Result>): void {
    // TODO(7.3.6): When the signal is aborted, `#takeBack()` the job. If that
    // returns true, reject it with the signal's reason, and admit others.
    throw new Error("TODO(7.3.6)");
  }

  /**
   * Takes a job back, unless a thread has begun it. Its slot stays in the queue
   * until a thread comes to it and drops it.
   */
  #takeBack(slot: number): boolean {
    if (!this.#slots.swapState(slot, State.queued, State.cancelled)) {
      return false;
    }
    this.#jobs.delete(slot);
    this.#counts.cancelled++;
    return true;
  }

  /** A slot for a job. There is room for it, but cancelled ones may be in the way. */
  #freeSlot(): number {
    if (this.#free.length === 0) this.#settleCancelled();
    const slot = this.#free.pop();
    if (slot === undefined) throw new Error("Cannot find a free slot");
    return slot;
  }

  /** Takes cancelled slots out of the queue. */
  #settleCancelled(): void {
    for (const slot of this.#finished.takeAll()) this.#settle(slot);
    for (let left = this.#queue.size; left > 0; left--) {
      const slot = this.#queue.tryPop();
      if (slot === undefined) return;
      if (this.#jobs.has(slot)) this.#queue.tryPush(slot);
      else this.#free.push(slot);
    }
  }

  #threadDied(thread: ThreadHandle, reason: string): void {
    this.#collect();
    if (this.#closed === undefined) this.#replace(thread, reason);
  }

  /** Called when a thread has ended that should not have. */
  #replace(thread: ThreadHandle, reason: string): void {
    // TODO(7.3.7): `#giveUp()` the thread. If it had a task, release its slot,
    // count it as failed and reject its job with a ThreadDiedError. Count threads that were
    // not `ready` when they ended; start anew when one was. As long as they are
    // at most MOST_STILLBORN, start a new thread. Otherwise end the pool with a
    // PoolBrokenError.
    throw new Error("TODO(7.3.7)");
    if (this.#waiting.size > 0) this.#admit();
  }

  /** Takes the task away that the thread runs, and returns its slot. */
  #giveUp({ number }: ThreadHandle): number | undefined {
    return this.#jobs.keys().find((slot) =>
      this.#slots.thread(slot) === number &&
      this.#slots.swapState(slot, State.running, State.abandoned)
    );
  }

  /** What the pool does now and has done so far. */
  stats(): PoolStats {
    // What is finished counts, also if this thread had no time to settle it.
    this.#collect();
    // TODO(7.3.8): Return the numbers. A job in `#jobs` is queued or running, as
    // the state of its slot says. Threads are those that are `alive`; those
    // that run nothing are idle. The `summary()` of the times is theirs.
    throw new Error("TODO(7.3.8)");
  }

  /**
   * Takes no more tasks, waits for those that were submitted, and ends the
   * threads. With `drain: false`, only those that run now are waited for; the
   * others reject with a {@linkcode PoolClosedError}.
   */
  async shutdown({ drain = true }: { drain?: boolean } = {}): Promise<void> {
    // TODO(7.3.8): Refuse further tasks with a PoolClosedError. Without `drain`,
    // reject all that wait and all that you can still take back. Wait until
    // every other job is settled, and close().
    throw new Error("TODO(7.3.8)");
  }

  /** Rejects every job that no thread has begun. */
  #dismiss(error: Error): void {
    for (let job; (job = this.#waiting.shift()) !== undefined;) {
      this.#counts.cancelled++;
      job.reject(error);
    }
    for (const [slot, job] of this.#jobs) {
      if (this.#takeBack(slot)) job.reject(error);
    }
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
    this.#collect();
    for (const [slot, job] of this.#jobs) {
      if (!this.#slots.swapState(slot, State.running, State.abandoned)) {
        continue;
      }
      this.#threads.get(this.#slots.thread(slot))?.terminate();
      this.#release(slot);
      this.#counts.failed++;
      job.reject(error);
    }
    return this.#closed = this.#endThreads();
  }

  /** Lets idle threads end, and waits for all. */
  async #endThreads(): Promise<void> {
    this.#queue.close();
    const threads = [...this.#threads.values()];
    const ended = Promise.all(threads.map((thread) => thread.ended));
    if (await settles(ended, STOP_TIME)) return;
    for (const thread of this.#threads.values()) thread.abandon();
  }
}
