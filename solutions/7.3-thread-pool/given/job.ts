import { TimeHistogram } from "../time_histogram.ts";
import type { SubmitOptions } from "./pool.ts";

/**
 * Milliseconds since 1970. Unlike `performance.now()`, it can be compared
 * between threads.
 */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

/** A task that is not settled, on the pool's side. */
export class Job<Task, Result> {
  readonly task: Task;
  readonly submitted: number = now();
  readonly signal: AbortSignal | undefined;
  readonly #settled = Promise.withResolvers<Result>();
  readonly #abort = (): void => this.#cancel?.();
  #cancel: (() => void) | undefined;

  constructor(task: Task, { signal }: SubmitOptions) {
    this.task = task;
    this.signal = signal;
  }

  get promise(): Promise<Result> {
    return this.#settled.promise;
  }

  /**
   * Calls `cancel`, and nothing that was set before, when the signal is
   * aborted; nothing any more once the job is settled.
   */
  onAbort(cancel: () => void): void {
    // One listener from the first call on: of what is added while others hear
    // of the abort, nothing is called.
    if (this.#cancel === undefined) {
      this.signal?.addEventListener("abort", this.#abort);
    }
    this.#cancel = cancel;
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
    if (this.#cancel === undefined) return;
    this.signal?.removeEventListener("abort", this.#abort);
    this.#cancel = undefined;
  }
}

/**
 * First in, first out, without a limit, for one thread. (`Array.shift()` moves
 * all that is behind, each time.)
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

  shift(): T | undefined {
    if (this.#front.length === 0) {
      this.#front = this.#back.reverse();
      this.#back = [];
    }
    return this.#front.pop();
  }

  delete(item: T): void {
    this.#back = this.#back.filter((other) => other !== item);
    this.#front = this.#front.filter((other) => other !== item);
  }

  toArray(): T[] {
    return [...this.#front.toReversed(), ...this.#back];
  }
}

/** What has become of a pool's jobs, and how long they took. */
export class Tally {
  readonly counts = { completed: 0, failed: 0, rejected: 0, cancelled: 0 };
  /** From `submit()` to the start. */
  readonly waitTimes = new TimeHistogram();
  /** From the start to the end. */
  readonly runTimes = new TimeHistogram();
}
