import type { Figures } from "./echo_client.ts";

/** What the clients of both servers have measured, round by round. */
export interface Rounds {
  thread: Figures[];
  loop: Figures[];
}

/** The middle one of an odd number of values. */
function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/**
 * A line of both medians, and of the median of the ratios within each round.
 * The first round is left out: it compiles.
 */
export function compare(
  title: string,
  key: keyof Figures,
  rounds: Rounds,
): string {
  const thread = rounds.thread.slice(1).map((figures) => figures[key]);
  const loop = rounds.loop.slice(1).map((figures) => figures[key]);
  const ratios = thread.map((value, round) => value / (loop[round] ?? NaN));
  return `${title}: thread ${median(thread).toFixed(0)}, loop ${
    median(loop).toFixed(0)
  }, ratio ${median(ratios).toFixed(2)}`;
}

/**
 * A line of the largest values. Their ratio says nothing: what the process has
 * taken for one client serves the next one, too.
 */
export function most(
  title: string,
  key: keyof Figures,
  { thread, loop }: Rounds,
): string {
  const largest = (runs: Figures[]) =>
    Math.max(...runs.map((figures) => figures[key])).toFixed(1);
  return `${title}: thread at most ${largest(thread)}, loop at most ${
    largest(loop)
  }`;
}
