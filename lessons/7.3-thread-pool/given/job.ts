import { TimeHistogram } from "../time_histogram.ts";
import type { SubmitOptions } from "./pool.ts";

/**
 * The time in milliseconds since 1970. Each thread's `performance.now()` counts
 * from its own start; these can be compared.
 */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

/** A task that was submitted and is not settled, on the side of the pool. */
export class Job<Task, Result> {
  readonly task: Task;
  /** When it was submitted. */
  readonly submitted: number = now();
  readonly signal: AbortSignal | undefined;
  readonly #settled = Promise.withResolvers<Result>();
  #onAbort: (() => void) | undefined;

  constructor(task: Task, { signal }: SubmitOptions) {
    this.task = task;
    this.signal = signal;
  }

  /** What `submit()` returns. */
  get promise(): Promise<Result> {
    return this.#settled.promise;
  }

  /**
   * Calls `cancel` when the signal is aborted, and not what was to be called
   * before. Once the job is settled, nothing is called any more.
   */
  onAbort(cancel: () => void): void {
    if (this.signal === undefined) return;
    this.#deafen();
    this.#onAbort = cancel;
    this.signal.addEventListener("abort", cancel);
  }

  resolve(result: Result): void {
    this.#deafen();
    this.#settled.resolve(result);
  }

  reject(error: unknown): void {
    this.#deafen();
    this.#settled.reject(error);
  }

  /** One signal may outlive a million jobs: it must not keep them all. */
  #deafen(): void {
    if (this.#onAbort === undefined) return;
    this.signal?.removeEventListener("abort", this.#onAbort);
    this.#onAbort = undefined;
  }
}

/**
 * A first-in, first-out queue without a limit, for one thread. `Array.shift()`
 * would move all that is behind it, each time.
 */
export class Fifo<T> {
  /** The newer part, oldest first. */
  #back: T[] = [];
  /** The older part, oldest last. */
  #front: T[] = [];

  get size(): number {
    return this.#back.length + this.#front.length;
  }

  push(item: T): void {
    this.#back.push(item);
  }

  /** Takes the oldest item, or returns undefined if there is none. */
  shift(): T | undefined {
    if (this.#front.length === 0) {
      this.#front = this.#back.reverse();
      this.#back = [];
    }
    return this.#front.pop();
  }

  /** Takes out one item, wherever it is. */
  delete(item: T): void {
    this.#back = this.#back.filter((other) => other !== item);
    this.#front = this.#front.filter((other) => other !== item);
  }

  /** The items, oldest first. */
  toArray(): T[] {
    return [...this.#front.toReversed(), ...this.#back];
  }
}

/** What has become of a pool's jobs, and how long they took. */
export class Tally {
  /** How many ended in each way, as in `PoolStats`. */
  readonly counts = { completed: 0, failed: 0, rejected: 0, cancelled: 0 };
  /** From `submit()` to the start. */
  readonly waitTimes = new TimeHistogram();
  /** From the start to the end. */
  readonly runTimes = new TimeHistogram();
}
