import { cpus } from "node:os";

/** How often, in milliseconds, it is looked whether processors are idle. */
const LOOK = 100;

/**
 * How many at a time for each job, however idle the processors are. One job is
 * one at a time: its times are those that a learner has.
 */
const MOST = 4;

interface Waiting {
  cost: number;
  start: () => void;
}

/**
 * Runs work, so much at a time, the most costly first; and more as long as
 * processors are idle: most tests of servers wait rather than compute.
 */
export class Pool {
  readonly #jobs: number;
  readonly #idleTime: () => number;
  readonly #waiting: Waiting[] = [];
  #running = 0;
  #look: ReturnType<typeof setInterval> | undefined;
  #idle = 0;

  /**
   * @param jobs How much runs at a time, at least; with 1, also at most.
   * @param idle How long, in milliseconds, the processors have been idle, all
   * together.
   */
  constructor(jobs: number, idle: () => number = idleTime) {
    this.#jobs = jobs;
    this.#idleTime = idle;
  }

  /**
   * Runs this as soon as there is room.
   *
   * @param cost What it costs, compared with the others.
   */
  run<T>(cost: number, work: () => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const start = async () => {
      this.#running++;
      try {
        resolve(await work());
      } catch (error) {
        reject(error);
      } finally {
        this.#running--;
        this.#fill(this.#jobs);
      }
    };
    const at = this.#waiting.findIndex((other) => other.cost < cost);
    this.#waiting.splice(at < 0 ? Infinity : at, 0, { cost, start });
    // What is handed in with it may cost more.
    queueMicrotask(() => this.#fill(this.#jobs));
    return promise;
  }

  #fill(most: number): void {
    while (this.#running < most) {
      const next = this.#waiting.shift();
      if (next === undefined) break;
      next.start();
    }
    if (this.#waiting.length === 0) {
      clearInterval(this.#look);
      this.#look = undefined;
    } else if (this.#look === undefined && this.#jobs > 1) {
      this.#idle = this.#idleTime();
      this.#look = setInterval(() => this.#useIdle(), LOOK);
    }
  }

  /** Starts one more when half a processor had nothing to do. */
  #useIdle(): void {
    const before = this.#idle;
    this.#idle = this.#idleTime();
    if (this.#idle - before < LOOK / 2) return;
    this.#fill(Math.min(this.#running + 1, MOST * this.#jobs));
  }
}

function idleTime(): number {
  return cpus().reduce((sum, { times }) => sum + times.idle, 0);
}
