import type { Entrant, Means } from "./entrant.ts";
import { Figures } from "./figures.ts";
import type { Task } from "./tasks.ts";

/** Options for {@linkcode runRounds}. */
export interface RoundsOptions {
  entrants: readonly Entrant[];
  tasks: readonly Task[];
  means: Means;
  /** Milliseconds after which nothing new begins, but in the first round. */
  budget: number;
  onProgress: (part: number) => void;
}

/**
 * Has each entrant do each task, one entrant right after the other, round after
 * round, until all medians have settled or the time is used up. Who begins is
 * another one in each round.
 */
export async function runRounds(
  { entrants, tasks, means, budget, onProgress }: RoundsOptions,
): Promise<void> {
  const start = performance.now();
  const part = () => (performance.now() - start) / budget;
  const over = (round: number) => round > 0 && part() >= 1;
  // What is not due in one round may be in a later one: all are in the first.
  const open = () =>
    tasks.some((task) => entrants.some((one) => one.due(task, 0, means)));
  for (let round = 0; open() && !over(round); round++) {
    const turn = round % entrants.length;
    const order = [...entrants.slice(turn), ...entrants.slice(0, turn)];
    await startAnew(order, tasks, means);
    for (const task of tasks) {
      for (const entrant of order) {
        means.signal.throwIfAborted();
        if (over(round)) return onProgress(1);
        if (entrant.due(task, round, means)) await entrant.run(task, means);
      }
      onProgress(Math.min(part(), 1));
    }
  }
  onProgress(1);
}

/**
 * Starts all servers anew: memory that one took for many clients does not come
 * back. What runs for the first time is slow, and does not count.
 */
async function startAnew(
  entrants: readonly Entrant[],
  tasks: readonly Task[],
  means: Means,
): Promise<void> {
  const warmUp = { ...means, figures: new Figures() };
  for (const entrant of entrants) await entrant[Symbol.asyncDispose]();
  for (const entrant of entrants) {
    means.signal.throwIfAborted();
    if (entrant.out !== undefined) continue;
    for (const task of tasks.slice(0, 1)) await entrant.run(task, warmUp);
  }
}
