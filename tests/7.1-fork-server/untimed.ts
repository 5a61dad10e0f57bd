import { type Trial, trialsOf } from "../harness/net/trial.ts";
import type { Story } from "../harness/story/story.ts";
import { type Timer, type Untimed, untimed } from "../harness/timer_spy.ts";
import { means } from "./misconceptions.ts";

/** Trials of a step in which fork_server.ts needs no timer. */
export function untimedTrialsOf(
  step: string,
  when: string,
  options: Partial<Untimed> = {},
): (fn: (t: Trial) => Promise<void>) => (story: Story) => Promise<void> {
  const trial = trialsOf(step);
  const only = "fork_server.ts";
  const delays = ([first]: readonly Timer[]) => ({
    ...means("delays-by-timer"),
    site: lineOf(first),
  });
  return (fn) => trial(untimed({ when, only, means: delays, ...options }, fn));
}

/** The line that has set a timer: it may be in a method of another step. */
export function lineOf(timer?: Timer): string | undefined {
  return timer?.call.match(/ in ([\w-]+\.ts:\d+)$/)?.[1];
}

/** So long a timer, in milliseconds, is a time limit and asks for nothing. */
const LIMIT = 1_000;

/** What timers mean, of which some may ask again and again. */
export function asking(timers: readonly Timer[], many: boolean) {
  const asks = many && timers.every(({ ms }) => ms < LIMIT);
  return {
    ...means(asks ? "asks-again-and-again" : "delays-by-timer"),
    site: lineOf(timers[0]),
  };
}
