import type { Job, Tally } from "./given/job.ts";
import { PoolMemory } from "./given/pool_memory.ts";
import { State } from "./given/task_slots.ts";

/**
 * The jobs that a pool has accepted and that are not finished. Each one's task
 * lies in a slot of shared memory, where its result comes back.
 */
export class TaskTable<Task, Result> {
  /** What the threads attach to. */
  readonly memory: PoolMemory;
  readonly #limit: number;
  readonly #tally: Tally;
  /** The jobs by their slots. */
  readonly #jobs = new Map<number, Job<Task, Result>>();

  /** Makes a table for tasks that run and tasks that wait in the queue. */
  constructor(
    { threads, queue }: { threads: number; queue: number },
    tally: Tally,
  ) {
    this.#limit = threads + queue;
    // A thread may hold a cancelled task for a moment, besides all others.
    this.memory = new PoolMemory(this.#limit + threads);
    this.#tally = tally;
  }

  /** Whether one more job can be accepted. */
  get hasRoom(): boolean {
    return this.#jobs.size < this.#limit;
  }

  /** All jobs, in the order in which they were accepted. */
  get jobs(): Job<Task, Result>[] {
    return [...this.#jobs.values()];
  }

  /** What is in the slot of each job: one of {@linkcode State}. */
  get states(): number[] {
    const { slots } = this.memory;
    return [...this.#jobs.keys()].map((slot) => slots.state(slot));
  }

  /** A slot for a job that there is room for. */
  takeSlot(): number {
    if (this.memory.isFull) {
      // Cancelled tasks are in the way, in the queue or on their way back.
      this.collect();
      this.memory.dropCancelled();
    }
    return this.memory.takeSlot();
  }

  /** Puts the job into the slot, and the slot into the queue. */
  enqueue(slot: number, job: Job<Task, Result>): void {
    const { slots, queue } = this.memory;
    // TODO(7.3.5): Send the job out: its task goes into the slot, which is then
    // `State.queued`, and the slot into the queue. A thread may find it there
    // at once, so all else must be in its place by then. This thread must not
    // sleep; there is always room in the queue. If the task cannot be written,
    // reject the job, and the slot is free again.
    // #region 7.3.5
    try {
      slots.write(slot, job.task);
    } catch (error) {
      this.memory.freeSlot(slot);
      return job.reject(error);
    }
    this.#jobs.set(slot, job);
    slots.setState(slot, State.queued);
    queue.tryPush(slot);
    // #endregion
  }

  /** Settles the jobs whose tasks are finished. */
  collect(): void {
    const { finished } = this.memory;
    // TODO(7.3.5): `#settle()` every slot that threads are done with.
    // #region 7.3.5
    for (const slot of finished.takeAll()) this.#settle(slot);
    // #endregion
  }

  /** Tells the submitter how the task in the slot has ended. */
  #settle(slot: number): void {
    const job = this.#release(slot);
    if (job === undefined) return; // It was cancelled before.
    const { slots } = this.memory;
    const { counts, waitTimes, runTimes } = this.#tally;
    waitTimes.record(slots.started(slot) - job.submitted);
    runTimes.record(slots.ended(slot) - slots.started(slot));
    // TODO(7.3.5): The slot holds a result if it is `State.succeeded`, and
    // otherwise what the task threw. Settle the job with it, as it is, and
    // count it as completed or failed, before collect() returns.
    // #region 7.3.5
    const value = slots.read(slot);
    if (slots.state(slot) === State.succeeded) {
      counts.completed++;
      job.resolve(value as Result);
    } else {
      counts.failed++;
      job.reject(value);
    }
    // #endregion
  }

  /** Frees a slot and returns the job that was in it. */
  #release(slot: number): Job<Task, Result> | undefined {
    const job = this.#jobs.get(slot);
    this.#jobs.delete(slot);
    this.memory.freeSlot(slot);
    return job;
  }

  /**
   * Takes a job back and returns true, unless a thread has begun it. Its slot
   * stays in the queue until a thread comes to it and drops it.
   */
  takeBack(slot: number): boolean {
    const { slots } = this.memory;
    if (!slots.swapState(slot, State.queued, State.cancelled)) return false;
    this.#jobs.delete(slot);
    this.#tally.counts.cancelled++;
    return true;
  }

  /** Takes back every job that no thread has begun, and rejects it. */
  dismiss(error: Error): void {
    for (const [slot, job] of this.#jobs) {
      if (this.takeBack(slot)) job.reject(error);
    }
  }

  /**
   * Takes the job away that a thread runs, and counts it as failed. Returns
   * undefined if the thread runs none.
   */
  giveUp(thread: number): Job<Task, Result> | undefined {
    const { slots } = this.memory;
    for (const slot of this.#jobs.keys()) {
      if (slots.thread(slot) !== thread) continue;
      if (!slots.swapState(slot, State.running, State.abandoned)) continue;
      this.#tally.counts.failed++;
      return this.#release(slot);
    }
    return undefined;
  }
}
