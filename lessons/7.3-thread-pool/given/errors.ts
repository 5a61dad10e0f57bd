/** Something was pushed to a queue that is closed. */
export class QueueClosedError extends Error {
  override readonly name = "QueueClosedError";

  constructor() {
    super(
      "Cannot push to queue as it is closed: push before anyone calls close()",
    );
  }
}

/** A task was refused as all threads are busy and the queue is full. */
export class PoolFullError extends Error {
  override readonly name = "PoolFullError";

  constructor(threads: number, queue: number) {
    super(
      `Cannot submit task as ${threads} threads are busy and ${queue} tasks wait for them: submit it later, or make the pool with onFull: "wait"`,
    );
  }
}

/** A task was submitted to a pool that was shut down, or was waiting in it. */
export class PoolClosedError extends Error {
  override readonly name = "PoolClosedError";

  constructor() {
    super("Cannot run task as the pool is shut down: submit before that");
  }
}

/** The pool cannot go on, as the threads it starts end before they work. */
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
