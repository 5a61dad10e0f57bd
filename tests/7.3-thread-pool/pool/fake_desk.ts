import type {
  TaskDesk,
  TaskSource,
} from "../../../lessons/7.3-thread-pool/pool_thread.ts";

/** So many questions in a row after the same task are a loop without an end. */
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
  /** How often in a row begin() was asked for one task. */
  #asked = 0;

  /** So many tasks, from 0 up, as slots are numbered. */
  constructor(run: (task: number) => unknown, count: number) {
    this.#run = run;
    this.#count = count;
  }

  pop(): number | undefined {
    const task = this.#next < this.#count ? this.#next++ : undefined;
    this.did.push(`pop ${task ?? "nothing"}`);
    return task;
  }

  begin(task: number): boolean {
    const step = `begin ${task}`;
    this.#asked = this.did.at(-1) === step ? this.#asked + 1 : 1;
    this.did.push(step);
    // Who asks on and on gives nobody else a turn.
    return !this.cancelled.has(task) || this.#asked === MANY;
  }

  run(task: number): unknown {
    this.did.push(`run ${task}`);
    return this.#run(task);
  }

  succeed(task: number, result: unknown): void {
    if (this.givenUp) throw new Error("given up");
    if (typeof result === "function") throw new Error("it cannot be cloned");
    this.did.push(`succeed ${task} with ${result}`);
  }

  fail(task: number, error: unknown): void {
    this.did.push(`fail ${task} with ${error}`);
    if (this.givenUp) throw error;
  }
}
