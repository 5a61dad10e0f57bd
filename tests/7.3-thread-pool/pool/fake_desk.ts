import type {
  TaskDesk,
  TaskSource,
} from "../../../lessons/7.3-thread-pool/pool_thread.ts";

/** Who does the same so many times does it without end. */
export const MANY = 100;

/** A queue and a desk that note what a thread does with them. */
export class FakeDesk implements TaskSource, TaskDesk {
  /** All that was done, in order. */
  readonly did: string[] = [];
  /** The tasks that begin() finds cancelled. */
  cancelled: Set<number> = new Set();
  /** Whether the pool has given the thread up: nothing can be reported. */
  givenUp = false;
  readonly #run: (task: number) => unknown;
  readonly #count: number;
  #next = 0;
  /** What a thread does without end, and gives nobody else a turn meanwhile. */
  endless?: string;
  /** How often each was done. */
  readonly #times = new Map<string, number>();

  /** So many tasks, from 0 up, as slots are numbered. */
  constructor(run: (task: number) => unknown, count: number) {
    this.#run = run;
    this.#count = count;
  }

  pop(): number | undefined {
    const task = this.#next < this.#count ? this.#next++ : undefined;
    this.#note(`pop ${task ?? "nothing"}`);
    if (this.endless) throw new Error("the thread is to end");
    return task;
  }

  begin(task: number): boolean {
    this.#note(`begin ${task}`);
    return !this.cancelled.has(task) || this.endless !== undefined;
  }

  run(task: number): unknown {
    this.#note(`run ${task}`);
    return this.endless ? undefined : this.#run(task);
  }

  succeed(task: number, result: unknown): void {
    if (this.givenUp) throw new Error("given up");
    if (typeof result === "function") throw new Error("it cannot be cloned");
    this.#note(`succeed ${task} with ${result}`);
  }

  fail(task: number, error: unknown): void {
    this.#note(`fail ${task} with ${error}`);
    if (this.givenUp || this.endless) throw error;
  }

  #note(step: string): void {
    this.did.push(step);
    const times = (this.#times.get(step) ?? 0) + 1;
    this.#times.set(step, times);
    if (times === MANY) this.endless = step;
  }
}
