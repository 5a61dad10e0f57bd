import { PoolBrokenError, ThreadDiedError } from "./given/pool.ts";
import { settles } from "../given/lifetime.ts";
import type { TaskTable } from "./task_table.ts";
import {
  poolName,
  type StartMessage,
  ThreadHandle,
} from "./given/thread_handle.ts";

/** How many threads in a row may end before they take a task. */
const MOST_STILLBORN = 3;

/** How long, in milliseconds, end() waits for threads to end. */
const STOP_TIME = 1_000;

/** What the pool does when something happens to its threads. */
export interface SupervisorEvents {
  /** Tasks are finished, or there may be room for others. */
  progress(): void;
  /** No thread can be started. */
  broken(error: PoolBrokenError): void;
}

/**
 * Starts a pool's threads and replaces those that end, as the supervisors of
 * Erlang do: a thread that crashes takes one task with it, and nothing else.
 */
export class Supervisor<Task, Result> {
  readonly #name = poolName();
  readonly #table: TaskTable<Task, Result>;
  readonly #program: Pick<StartMessage, "module" | "data">;
  readonly #events: SupervisorEvents;
  /** The threads that have not ended, by their numbers. */
  readonly #threads = new Map<number, ThreadHandle>();
  #started = 0;
  /** How many threads in a row have ended before they took a task. */
  #stillborn = 0;
  #ending = false;

  constructor(
    table: TaskTable<Task, Result>,
    program: Pick<StartMessage, "module" | "data">,
    events: SupervisorEvents,
  ) {
    this.#table = table;
    this.#program = program;
    this.#events = events;
  }

  /** How many threads take tasks. */
  get alive(): number {
    return [...this.#threads.values()].filter(({ alive }) => alive).length;
  }

  /** Starts one more thread: `pthread_create()`. */
  startThread(): void {
    const number = ++this.#started;
    const { shared } = this.#table.memory;
    const start = { thread: number, ...shared, ...this.#program };
    const thread = new ThreadHandle(this.#name, start, {
      finished: () => this.#events.progress(),
      died: (thread, reason) => this.#died(thread, reason),
    });
    this.#threads.set(number, thread);
    void thread.ended.then(() => this.#threads.delete(number));
  }

  #died(thread: ThreadHandle, reason: string): void {
    if (!this.#ending) this.#replace(thread, reason);
    this.#events.progress();
  }

  /** Called when a thread has ended that should not have. */
  #replace(thread: ThreadHandle, reason: string): void {
    // TODO(7.3.7): The job that the thread was busy with, if any, rejects with
    // a ThreadDiedError; no other job notices. A new thread takes the place at
    // once, without a pause. But threads that end before they are `ready` would
    // do so for ever: up to MOST_STILLBORN of them in a row are replaced, and a
    // ready one begins the count anew. After one more, start none, and tell
    // that the pool is `broken()`, with a PoolBrokenError.
    // #region 7.3.7
    const job = this.#table.giveUp(thread.number);
    job?.reject(new ThreadDiedError(thread.name, reason));
    this.#stillborn = thread.ready ? 0 : this.#stillborn + 1;
    if (this.#stillborn > MOST_STILLBORN) {
      this.#events.broken(new PoolBrokenError(this.#program.module, reason));
    } else this.startThread();
    // #endregion
  }

  /** Cuts off the tasks that run now, and rejects their jobs. */
  terminate(error: Error): void {
    for (const thread of this.#threads.values()) {
      let job = this.#table.giveUp(thread.number);
      while (job !== undefined) {
        thread.terminate();
        job.reject(error);
        job = this.#table.giveUp(thread.number);
      }
    }
  }

  /**
   * Lets threads end that have nothing to do, and waits for all: C's
   * `pthread_join()`.
   */
  async end(): Promise<void> {
    this.#ending = true;
    this.#table.memory.queue.close();
    const threads = [...this.#threads.values()];
    const ended = Promise.all(threads.map((thread) => thread.ended));
    if (await settles(ended, STOP_TIME)) return;
    for (const thread of this.#threads.values()) thread.abandon();
  }
}
