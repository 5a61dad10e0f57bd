import { BYTE_LENGTH, THREADS, WORD } from "./contended_words.ts";
import type { Job, Which } from "./lock_worker.ts";

/** Two threads that want the same lock, with a count in between. */
export class TwoWorkers implements Disposable {
  readonly #workers: Worker[];

  private constructor(workers: Worker[]) {
    this.#workers = workers;
  }

  /** Starts the threads; resolves when they are ready. */
  static async start(which: Which): Promise<TwoWorkers> {
    const module = new URL("./lock_worker.ts", import.meta.url);
    const two = new TwoWorkers(
      Array.from(
        { length: THREADS },
        () => new Worker(module, { type: "module" }),
      ),
    );
    await two.#all(() => {});
    await two.#all((worker) => worker.postMessage(which));
    return two;
  }

  /**
   * Locks and unlocks so many times in each thread.
   *
   * @throws {Error} If the lock let both in at a time: then counts are lost.
   */
  async run(times: number): Promise<void> {
    const buffer = new SharedArrayBuffer(BYTE_LENGTH);
    const job: Job = { buffer, times };
    await this.#all((worker) => worker.postMessage(job));
    const count = new Int32Array(buffer)[WORD.count] ?? 0;
    const wanted = THREADS * times;
    if (count !== wanted) {
      throw new Error(`it lost ${wanted - count} of ${wanted} counts`);
    }
  }

  /** Does something with each thread and awaits its next message. */
  async #all(tell: (worker: Worker) => void): Promise<void> {
    await Promise.all(
      this.#workers.map((worker) =>
        new Promise<void>((resolve, reject) => {
          worker.onmessage = () => resolve();
          worker.onerror = (event) => {
            event.preventDefault();
            reject(new Error(event.message));
          };
          tell(worker);
        })
      ),
    );
  }

  [Symbol.dispose](): void {
    for (const worker of this.#workers) worker.terminate();
  }
}
