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
  // What runs for the first time is slow: it does not count.
  const warmUp = { ...means, figures: new Figures() };
  for (const entrant of entrants) {
    means.signal.throwIfAborted();
    for (const task of tasks.slice(0, 1)) await entrant.run(task, warmUp);
  }
  const part = () => (performance.now() - start) / budget;
  for (let round = 0, open = true; open; round++) {
    open = false;
    const turn = round % entrants.length;
    const order = [...entrants.slice(turn), ...entrants.slice(0, turn)];
    for (const task of tasks) {
      for (const entrant of order) {
        means.signal.throwIfAborted();
        if (round > 0 && part() >= 1) return;
        // What is not due in this round may be in a later one.
        open ||= entrant.due(task, 0, means);
        if (!entrant.due(task, round, means)) continue;
        await entrant.run(task, means);
      }
      onProgress(Math.min(part(), 1));
    }
  }
  onProgress(1);
}
