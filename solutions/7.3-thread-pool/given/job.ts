import { now } from "./clock.ts";

/** Options of `ThreadPool.submit()`. */
export interface SubmitOptions {
  /**
   * Takes the task back as long as no thread has begun it; its promise rejects
   * with the signal's reason. Afterwards it does nothing.
   */
  signal?: AbortSignal | undefined;
}

/** A task that was submitted and is not settled, on the side of the pool. */
export class Job<Task, Result> {
  readonly task: Task;
  /** When it was submitted, in milliseconds since 1970. */
  readonly submitted: number = now();
  readonly #settled = Promise.withResolvers<Result>();
  readonly #signal: AbortSignal | undefined;
  #onAbort: (() => void) | undefined;

  constructor(task: Task, { signal }: SubmitOptions) {
    this.task = task;
    this.#signal = signal;
  }

  /** What `submit()` returns. */
  get promise(): Promise<Result> {
    return this.#settled.promise;
  }

  get signal(): AbortSignal | undefined {
    return this.#signal;
  }

  /**
   * Calls `cancel` when the signal is aborted, and not what was to be called
   * before. Once the job is settled, nothing is called any more.
   */
  onAbort(cancel: () => void): void {
    if (this.#signal === undefined) return;
    this.#deafen();
    this.#onAbort = cancel;
    this.#signal.addEventListener("abort", cancel);
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
    this.#signal?.removeEventListener("abort", this.#onAbort);
    this.#onAbort = undefined;
  }
}
