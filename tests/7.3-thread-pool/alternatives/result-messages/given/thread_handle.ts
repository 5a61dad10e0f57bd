import { delay } from "@std/async";
import { FinishedList, type SharedMemory } from "./pool_memory.ts";
import { State, TaskSlots } from "./task_slots.ts";
import { join } from "../../given/lifetime.ts";

/** What the pool posts to a new thread. */
export interface StartMessage extends SharedMemory {
  /** The thread's number. No other thread of its pool ever has it. */
  thread: number;
  /** The address of the module whose default export is the task function. */
  module: string;
  /** The second argument of that function. */
  data: unknown;
}

/**
 * What a thread posts to the pool: that it lives and holds its lock, that it
 * takes tasks, the result of each task, and what nobody in it has caught.
 */
export type ThreadMessage =
  | { type: "born" | "ready" }
  | { type: "dropped"; slot: number }
  | { type: "result"; slot: number; value: unknown; failed: boolean }
  | { type: "died"; reason: string };

/** What the pool does when something happens to a thread. */
export interface ThreadEvents {
  /** There is something in the `FinishedList`. */
  finished(): void;
  /** The thread ends, by an error or by itself. Called once. */
  died(thread: ThreadHandle, reason: string): void;
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
  readonly #slots: TaskSlots;
  readonly #finished: FinishedList;
  readonly #ended = Promise.withResolvers<void>();
  readonly #waiting = new AbortController();
  #born = false;
  #ready = false;
  #over = false;

  constructor(pool: string, start: StartMessage, events: ThreadEvents) {
    this.number = start.thread;
    this.name = `thread ${start.thread} of ${pool}`;
    this.#events = events;
    this.#slots = new TaskSlots(start.slots);
    this.#finished = new FinishedList(start.finished);
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

  /** Whether the thread has come so far that it could take tasks. */
  get ready(): boolean {
    return this.#ready;
  }

  /** Whether the thread takes tasks. */
  get alive(): boolean {
    return this.#ready && !this.#over;
  }

  /** Resolves when nothing of the thread is left. */
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
    if (message.type === "died") this.#end(message.reason);
    else if (message.type === "result") this.#settle(message);
    else if (message.type === "dropped") this.#finish(message.slot);
    else if (message.type === "ready") this.#ready = true;
    else void this.#watch();
  }

  /** Puts a result where the pool looks for it. */
  #settle(
    { slot, value, failed }: ThreadMessage & { type: "result" },
  ): void {
    const state = failed ? State.failed : State.succeeded;
    if (!this.#slots.swapState(slot, State.running, state)) return;
    this.#slots.write(slot, value);
    this.#finish(slot);
  }

  #finish(slot: number): void {
    this.#finished.add(slot);
    this.#events.finished();
  }

  /** Waits for the end of a thread that was born: there is no event for it. */
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
