import type { Trial } from "../harness/net/trial.ts";
import type { Timer, TimerSpy } from "../harness/timer_spy.ts";
import { means } from "./misconceptions.ts";
import type { Start } from "./spawn_spy.ts";

/** Those between children that never came to listen, in milliseconds. */
const PAUSES = [50, 100, 200, 400];

/**
 * Whether these starts came as long after the failure before as they must. One
 * that came late on a busy machine is not too late if your code asked for less.
 */
export function pausesAreRight(
  starts: readonly Start[],
  { timers }: TimerSpy,
): boolean {
  const asked = (from: number, to: number) =>
    timers.some(({ ms }) => ms > from && ms <= to && !PAUSES.includes(ms));
  return starts.every(({ pause, quiet }, nth) => {
    const right = PAUSES[nth];
    if (right === undefined) return true;
    const late = 1.4 * right;
    return pause >= 0.8 * right && quiet <= late + 30 && !asked(late, pause);
  });
}

/** What the first wrong pause should have been, if it was too short. */
function tooShort(starts: readonly Start[]): number | undefined {
  for (const [nth, { pause }] of starts.entries()) {
    const right = PAUSES[nth] ?? 0;
    if (pause < 0.8 * right) return right;
    if (pause > 2 * right + 100) return undefined;
  }
  return undefined;
}

/** For which times timers were set, each once, in order, but for the grace. */
export function askedFor(
  timers: TimerSpy["timers"],
  grace: number,
): number[] {
  return [...new Set(timers.map(({ ms }) => ms))].filter((ms) => ms !== grace);
}

/** Those times in words, and what stands out in them. */
export function inWords(asked: readonly number[]): string {
  if (asked.length === 0) return "your code set no timer";
  const odd = asked.some((ms) => ms > 100 && ms < 104)
    ? " (`100 ^ 1` is 101: `^` is an exclusive or, and a power is `**`)"
    : asked.some((ms) => ms % 50 !== 0)
    ? ", of which some are no multiples of BACKOFF"
    : "";
  return `your code set timers of ${
    asked.join(", ")
  } ms${odd}, here or for another server that ran meanwhile, whose children never listened either`;
}

/** Whether a pause was too short though a timer, if any, was set to it. */
export function isNotWaitedFor(
  asked: readonly number[],
  starts: readonly Start[],
): boolean {
  const right = tooShort(starts);
  return right !== undefined && (asked.length === 0 ||
    asked.includes(right) && asked.every((ms) => PAUSES.includes(ms)));
}

/** What pauses become that are doubled each time. */
const DOUBLED = [50, 100, 200, 400, 800, 1_600];

/** Expects that the first pause in a row is not longer than one row before. */
export function beginsAnew(t: Trial, before?: Timer, now?: Timer): void {
  t.holds(before === undefined || now === undefined || now.ms <= before.ms, {
    expected:
      `after a child that had listened, the pauses begin anew: that after the first of these failures is of ${before?.ms} ms`,
    got: `it is of ${now?.ms} ms, in ${now?.call.split(" in ").at(-1)}`,
    ...means(
      now && DOUBLED.includes(now.ms)
        ? "goes-on-with-the-last-pause"
        : "pauses-for-another-time",
    ),
  });
}

/** Expects that nothing was waited for before the first failure was told. */
export function toldAtOnce(t: Trial, [pause, ...more]: readonly Timer[]): void {
  // After more than one, this is not the first failure's report.
  t.holds(pause === undefined || more.length > 0, {
    expected: "`onError` is told of a child's end before the pause",
    got: `your code has called ${pause?.call} before it told`,
    ...means("tells-late"),
  });
}
