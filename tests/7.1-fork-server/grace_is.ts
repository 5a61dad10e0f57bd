import { endWithin } from "../../lessons/7.1-fork-server/stop.ts";
import type { Trial } from "../harness/net/trial.ts";
import { PATIENCE } from "../harness/story/story.ts";
import { soon } from "../harness/story/soon.ts";
import { type Id, means } from "./misconceptions.ts";
import type { TimerSpy } from "../harness/timer_spy.ts";
import type { SignalSpy } from "./spawn_spy.ts";

/** Milliseconds that SIGTERM has to work, and some more. */
export const TERM_TIME = 600;

/** By how many milliseconds a timer may come too early. */
export const EARLY = 5;

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
 * @param own Whose `shutdown()` it is, and the signals that were sent since.
 */
export async function graceIs(
  t: Trial,
  grace: number,
  begin: number,
  { timers }: TimerSpy,
  ended: Promise<unknown>,
  other: Id,
  endless: Id = "waits-without-limit",
  own?: { method: string; signals: SignalSpy },
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
  if (passed >= grace - EARLY) return;
  const by = own === undefined
    ? ""
    : own.signals.sent.includes("SIGTERM")
    ? ", by SIGTERM"
    : ", and not by SIGTERM";
  const itself = await graceOf(grace);
  const method = itself < grace - EARLY ? "endWithin()" : own?.method;
  t.fail({
    expected,
    got: `they were ended after ${Math.round(passed)} ms${by}${
      itself >= grace - EARLY
        ? ""
        : `; endWithin(${grace}, …) calls terminate() after ${
          Math.round(itself)
        } ms`
    }`,
    ...means("gives-no-grace"),
    ...(method === undefined ? {} : { method }),
  });
}

/** After how many milliseconds endWithin() asks a server to end. */
async function graceOf(grace: number): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const begin = performance.now();
  let asked = Infinity;
  const ask = () => {
    asked = Math.min(asked, performance.now() - begin);
    resolve();
  };
  let over = false;
  endWithin(grace, promise, { terminate: ask, kill: ask })
    .then(() => over = true, () => over = true);
  await soon(() => over, grace + PATIENCE);
  return asked;
}
