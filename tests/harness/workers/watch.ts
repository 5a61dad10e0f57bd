import { workerThreads } from "./worker_threads.ts";

/** What a worker was started with. */
export interface Made {
  program: string;
  name: string | undefined;
}

/**
 * Notes every worker that is started as long as it is in use. Deno's sanitizers
 * do not: a worker that was never terminated is no leak to them.
 */
export class WorkerWatch implements Disposable {
  readonly #original = globalThis.Worker;
  /** Threads of earlier tests; some of them may still be ending. */
  readonly #before = new Set(workerThreads());
  readonly #live = new Set<Worker>();
  #started = 0;
  #most = 0;
  #early = 0;
  readonly #made: Made[] = [];
  /** What was posted to them. */
  readonly posted: unknown[] = [];
  /** What they have posted. */
  readonly heard: unknown[] = [];

  constructor() {
    const started = (worker: Worker, made: Made) => {
      this.#started++;
      this.#made.push(made);
      this.#live.add(worker);
      this.#most = Math.max(this.#most, this.#live.size);
    };
    const ended = (worker: Worker) => this.#live.delete(worker);
    const early = () => this.#early++;
    const { posted, heard } = this;
    globalThis.Worker = class extends this.#original {
      #heard = false;

      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args);
        this.addEventListener("message", ({ data }) => {
          this.#heard = true;
          heard.push(data);
        });
        const [program, { name } = {}] = args;
        started(this, { program: String(program), name });
      }

      override postMessage(message: unknown, options?: unknown): void {
        if (!this.#heard) early();
        posted.push(message);
        super.postMessage(message, options as Transferable[]);
      }

      override terminate(): void {
        super.terminate();
        ended(this);
      }
    };
  }

  /** How many workers were started. */
  get started(): number {
    return this.#started;
  }

  /** What each of them was made of. */
  get made(): readonly Made[] {
    return this.#made;
  }

  /** How many messages were posted to workers that had posted none yet. */
  get early(): number {
    return this.#early;
  }

  /** How many workers were there at a time, at most. */
  get most(): number {
    return this.#most;
  }

  /**
   * How many workers live now: on Linux what the system says, elsewhere those
   * that were not terminated.
   */
  get live(): number {
    const now = workerThreads();
    return now === undefined
      ? this.#live.size
      : now.filter((id) => !this.#before.has(id)).length;
  }

  /** Ends the workers that are left, and notes no more. */
  [Symbol.dispose](): void {
    globalThis.Worker = this.#original;
    for (const worker of this.#live) worker.terminate();
  }
}
