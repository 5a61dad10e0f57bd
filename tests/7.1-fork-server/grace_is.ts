import type { Trial } from "../harness/net/trial.ts";
import { PATIENCE } from "../harness/story/story.ts";
import { type Id, means } from "./misconceptions.ts";
import type { TimerSpy } from "../harness/timer_spy.ts";

/** Milliseconds that SIGTERM has to work, and some more. */
export const TERM_TIME = 600;

/**
 * Expects that a server which was just told to shut down ends what it serves
 * after the grace of its options: no earlier by the clock, and not much later.
 * On a busy machine that can take long, but if your code has set a timer that
 * is far longer, the wait is shorter.
 *
 * @param begin When it was told, or just before: `performance.now()`.
 * @param ended Resolves when that end shows.
 * @param other What another grace shows.
 * @param endless What it shows if that end does not come.
 */
export async function graceIs(
  t: Trial,
  grace: number,
  begin: number,
  { timers }: TimerSpy,
  ended: Promise<unknown>,
  other: Id,
  endless: Id = "waits-without-limit",
): Promise<void> {
  const long = timers.find(({ ms }) => ms > grace + 2 * TERM_TIME);
  const expected =
    `those who have not ended after the grace of ${grace} ms are ended then`;
  await t.within(ended, {
    expected,
    got: long === undefined
      ? "they are not"
      : `they are not; your code has called ${long.call}`,
    ...means(long === undefined ? endless : other),
  }, grace + (long === undefined ? PATIENCE : PATIENCE / 2));
  const passed = performance.now() - begin;
  // A timer may be a little early.
  t.holds(passed >= grace - 5, {
    expected,
    got: `they were ended after ${Math.round(passed)} ms`,
    ...means("gives-no-grace"),
  });
}
