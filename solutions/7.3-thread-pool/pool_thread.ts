/**
 * The function that a pool's threads run for each task. It is the default
 * export of a module, as a function cannot be posted to a worker.
 *
 * @param task What was submitted.
 * @param data The pool's `data` option.
 */
export type TaskFunction<Task = unknown, Result = unknown, Data = unknown> = (
  task: Task,
  data: Data,
) => Result | Promise<Result>;

/** Where a thread finds its tasks. `BoundedQueue` is one. */
export interface TaskSource {
  /**
   * Waits for the next task and returns its number, or undefined when there
   * will be none any more.
   */
  pop(): number | undefined;
}

/** What a thread does with a task that it has taken. */
export interface TaskDesk {
  /** Notes that the task runs now. Returns false if it was cancelled. */
  begin(task: number): boolean;
  /** Runs the task's function. It may throw, or return a promise. */
  run(task: number): unknown;
  /** Reports the result. It throws if the result cannot be cloned. */
  succeed(task: number, result: unknown): void;
  /** Reports that the task failed. It throws if the pool has given it up. */
  fail(task: number, error: unknown): void;
}

/**
 * The life of a pool's thread, `work_for_ever()` in C: it takes one
 * task after the other, and sleeps while there is none. Resolves when there
 * will be no more.
 */
export async function poolThread(
  source: TaskSource,
  desk: TaskDesk,
): Promise<void> {
  // TODO(7.3.4): Run one task after the other, until `pop()` says that none
  // will come; 0 is a task as any other. A cancelled one is dropped. A task is
  // over when its promise is. What it throws is its result, too, whatever it
  // is, and no reason to end; what `fail()` throws is one. A thread may run for
  // years: nothing of a task may stay behind.
  // #region 7.3.4
  for (;;) {
    const task = source.pop();
    if (task === undefined) return;
    if (!desk.begin(task)) continue;
    try {
      desk.succeed(task, await desk.run(task));
    } catch (error) {
      desk.fail(task, error);
    }
  }
  // #endregion
}
