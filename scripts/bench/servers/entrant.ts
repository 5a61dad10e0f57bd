import type { Contender } from "./contender.ts";
import { RunningServer, UnwrittenError } from "./running_server.ts";
import type { Task, TaskContext } from "./tasks.ts";

/** Milliseconds from which on a task is dear. */
const DEAR = 1_500;
/** From so many runs on, a dear task is run in each so many-th round only. */
const DEAR_RUNS = 3;

/** What a contender is measured with. */
export type Means = Omit<TaskContext, "contender" | "server">;

/** A contender in the race, and its server. */
export class Entrant implements AsyncDisposable {
  readonly contender: Contender;
  #server: RunningServer | undefined;
  /** What cannot be measured of it, as it has ended its server. */
  readonly #fatal = new Set<Task>();
  readonly #runs = new Map<Task, { count: number; last: number }>();
  /** Why it is out of the race, in a sentence, if it is. */
  out: string | undefined;

  constructor(contender: Contender) {
    this.contender = contender;
  }

  /** Whether a task of it ended the server for all. */
  hasEnded(): boolean {
    return this.#fatal.size > 0;
  }

  /** Whether a task is to be run in this round, from 0. */
  due(task: Task, round: number, { figures }: Means): boolean {
    if (this.out !== undefined || this.#fatal.has(task)) return false;
    if (task.clients > this.contender.holds) return false;
    const { count, last } = this.#runs.get(task) ?? { count: 0, last: 0 };
    const seldom = last > DEAR && count >= DEAR_RUNS;
    if (seldom && round % DEAR_RUNS !== 0) return false;
    return !task.deciding.every(({ chart, label }) =>
      figures.of(chart, this.contender.name, label)?.settled
    );
  }

  /**
   * Runs a task.
   *
   * @throws {Error} If it fails and the server is none of the learner's.
   */
  async run(task: Task, means: Means): Promise<void> {
    const { contender } = this;
    const start = performance.now();
    try {
      const server = this.#server ??= await RunningServer.start(
        contender,
        means,
      );
      const again = await task.run({ ...means, contender, server });
      if (server.unwritten) throw server.unwritten;
      if (!again) {
        this.#fatal.add(task);
        await this[Symbol.asyncDispose]();
      }
    } catch (error) {
      means.signal.throwIfAborted();
      await this.#fail(error, means);
    }
    const count = (this.#runs.get(task)?.count ?? 0) + 1;
    this.#runs.set(task, { count, last: performance.now() - start });
  }

  async #fail(error: unknown, { figures, load }: Means): Promise<void> {
    const { name, yours } = this.contender;
    const message = error instanceof Error ? error.message : String(error);
    if (!yours) {
      throw new Error(`Cannot measure "${name}": ${message}.`, {
        cause: error,
      });
    }
    // A connection that is lost may be the first that one hears of it.
    await this.#server?.lastWords();
    const reason = error instanceof UnwrittenError
      ? error
      : this.#server?.unwritten;
    this.out = `"${name}" is left out: ${reason?.message ?? message}.`;
    figures.drop(name);
    await this[Symbol.asyncDispose]();
    await load.restart();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server?.[Symbol.asyncDispose]();
    this.#server = undefined;
  }
}
