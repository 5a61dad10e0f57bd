import { delay } from "@std/async";
import { join } from "../../given/lifetime.ts";
import type { SharedMemory } from "./pool_memory.ts";

/** What the pool posts to a new thread. */
export interface StartMessage extends SharedMemory {
  /** No other thread of its pool ever has it. */
  thread: number;
  /** The module whose default export is the task function. */
  module: string;
  /** The second argument of that function. */
  data: unknown;
}

/**
 * It lives and holds its lock; it takes tasks; something is in the list of
 * finished ones again; nobody in it has caught this error.
 */
export type ThreadMessage =
  | { type: "born" | "ready" | "finished" }
  | { type: "died"; reason: string };

/** What the pool does when something happens to a thread. */
export interface ThreadEvents {
  finished(): void;
  /** The thread ends, by an error or by itself. Called once. */
  died(thread: ThreadHandle, reason: string): void;
}

/** No other pool of this process has this name. */
export function poolName(): string {
  return `pool ${crypto.randomUUID().slice(0, 8)}`;
}

/** The pool's side of one thread: C's `pthread_t`. */
export class ThreadHandle {
  readonly name: string;
  readonly number: number;
  readonly #worker: Worker;
  readonly #events: ThreadEvents;
  readonly #ended = Promise.withResolvers<void>();
  readonly #waiting = new AbortController();
  #born = false;
  #ready = false;
  #over = false;

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

  /** Whether it has come so far that it could take tasks. */
  get ready(): boolean {
    return this.#ready;
  }

  /** Whether the thread takes tasks. */
  get alive(): boolean {
    return this.#ready && !this.#over;
  }

  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /**
   * Ends the thread, but not one that sleeps in `Atomics.wait()` or never
   * returns from a function: that goes on.
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
    if (message.type === "died") this.#end(message.reason);
    else if (message.type === "finished") this.#events.finished();
    else if (message.type === "ready") this.#ready = true;
    else void this.#watch();
  }

  async #watch(): Promise<void> {
    this.#born = true;
    await join(this.name, this.#waiting.signal).catch(() => {});
    // What the thread has posted before its end may be received only now.
    if (!this.#over) await delay(0);
    this.#end("it called self.close()");
    this.#ended.resolve();
  }

  #end(reason: string): void {
    if (this.#over) return;
    this.#over = true;
    this.#worker.terminate();
    if (!this.#born) this.#ended.resolve();
    this.#events.died(this, reason);
  }
}
