import { join } from "./lifetime.ts";
import type { StartMessage, ThreadMessage } from "./messages.ts";

/** What the pool does when something happens to a thread. */
export interface ThreadEvents {
  /** There is something in the `FinishedList`. */
  finished(): void;
  /** The thread has ended, by an error or by itself. Called once. */
  ended(thread: ThreadHandle, reason: string): void;
}

let pools = 0;

/** A prefix for the names of a pool's threads: no two pools have the same. */
export function poolName(): string {
  return `pool ${++pools}`;
}

/** The pool's side of one thread: C's `pthread_t`. */
export class ThreadHandle {
  readonly name: string;
  /** The thread's number in its pool. */
  readonly number: number;
  readonly #worker: Worker;
  readonly #events: ThreadEvents;
  readonly #ended = Promise.withResolvers<void>();
  readonly #waiting = new AbortController();
  #over = false;

  /** Whether the thread takes tasks, or has taken some before it ended. */
  ready = false;

  constructor(pool: string, start: StartMessage, events: ThreadEvents) {
    this.number = start.thread;
    this.name = `thread ${start.thread} of ${pool}`;
    this.#events = events;
    this.#worker = new Worker(new URL("./thread_program.ts", import.meta.url), {
      type: "module",
      name: this.name,
    });
    this.#worker.onmessage = ({ data }) => this.#receive(data);
    this.#worker.onerror = (event) => {
      // Without this, the error would end the whole program.
      event.preventDefault();
      this.#end(event.message);
    };
    this.#worker.postMessage(start);
  }

  /** Resolves when the thread has ended. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /**
   * Ends the thread wherever it is, but not one that sleeps in `Atomics.wait()`
   * or never returns from a function: that goes on.
   */
  terminate(): void {
    this.#worker.terminate();
  }

  /** Waits no longer for the end of the thread. */
  abandon(): void {
    this.terminate();
    this.#waiting.abort();
  }

  #receive(message: ThreadMessage): void {
    if (message === "finished") this.#events.finished();
    else if (message === "ready") this.ready = true;
    else void this.#watch();
  }

  /** Waits for the end of a thread that was born: there is no event for it. */
  async #watch(): Promise<void> {
    await join(this.name, this.#waiting.signal).catch(() => {});
    this.#end("it called self.close()");
  }

  #end(reason: string): void {
    if (this.#over) return;
    this.#over = true;
    this.#waiting.abort();
    this.#worker.terminate();
    this.#ended.resolve();
    this.#events.ended(this, reason);
  }
}
