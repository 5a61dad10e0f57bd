import { type Trial, trialsOf } from "../harness/net/trial.ts";
import type { Story } from "../harness/story/story.ts";
import { type Untimed, untimed } from "../harness/timer_spy.ts";
import { means } from "./misconceptions.ts";

/** Trials of a step in which fork_server.ts needs no timer. */
export function untimedTrialsOf(
  step: string,
  when: string,
  options: Partial<Untimed> = {},
): (fn: (t: Trial) => Promise<void>) => (story: Story) => Promise<void> {
  const trial = trialsOf(step);
  const only = "fork_server.ts";
  const delays = () => means("delays-by-timer");
  return (fn) => trial(untimed({ when, only, means: delays, ...options }, fn));
}
