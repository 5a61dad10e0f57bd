import { endWithin } from "../../lessons/7.1-fork-server/stop.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import {
  stillRuns,
  type Timer,
  type TimerSpy,
  timerSpy,
} from "../harness/timer_spy.ts";
import { EARLY } from "./grace_is.ts";
import { type Id, means } from "./misconceptions.ts";

/** Milliseconds. */
const LONG = 60_000;
/** The longest grace that a server takes: no timer can be longer. */
const LONGEST = 2 ** 31 - 1;
/** What SIGTERM has to work, in stop.ts. */
const TERM_TIME = 500;

type Ends = "by itself" | "with an error" | "terminate" | "kill";

/** What endWithin() has called. */
interface Done {
  calls: string;
  /** Milliseconds until the first of them, or Infinity. */
  first: number;
  /** Milliseconds from terminate() to kill(). */
  gap: number;
  /** Whether that is longer than it can be on a busy machine. */
  late: boolean;
  /** What it has called first when `finished` had settled. */
  needless: string | undefined;
}

/** What endWithin() has done to a server that ends when `ends` is done. */
async function doneTo(
  story: Story,
  grace: number,
  ends: Ends,
  resolved: Set<Ends>,
  { timers }: TimerSpy,
): Promise<Done> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let settled = false;
  promise.catch(() => {}).finally(() => settled = true);
  const done: string[] = [];
  let needless: string | undefined;
  const calls = (what: string) => {
    done.push(what);
    if (settled) needless ??= what;
  };
  const begin = performance.now();
  let first = Infinity;
  let asked = NaN;
  let gap = NaN;
  let returned = false;
  const looked = Promise.withResolvers<boolean>();
  /** Between TERM_TIME and TERM_TIME after another grace. */
  const most = TERM_TIME + grace / 2;
  let tooLate = false;
  let alarm: ReturnType<typeof setTimeout> | undefined;
  // How long a server takes to end is the subject: these times are its, and the
  // test itself waits for none.
  const ways = {
    terminate() {
      calls("terminate()");
      asked = performance.now();
      first = Math.min(first, asked - begin);
      if (ends === "terminate") setTimeout(terminated, 250);
      else if (grace > 0) alarm = setTimeout(() => tooLate = true, most);
    },
    kill() {
      clearTimeout(alarm);
      calls("kill()");
      gap = performance.now() - asked;
    },
  };
  const terminated = () => {
    resolve();
    // Long before TERM_TIME is over.
    setTimeout(() => looked.resolve(returned), 50);
  };
  if (ends === "by itself") setTimeout(resolve, 200);
  if (ends === "with an error") setTimeout(reject, 200, new Error("broken"));
  const called = `endWithin(${grace}, finished, …), ${HOW[ends]},`;
  const told = () => done.join(" and then ") || "nothing";
  const error = await story.within(
    endWithin(grace, promise, ways).then(() => undefined, String)
      .finally(() => returned = true),
    () => ({
      expected: `${called} resolves`,
      got: `it does not; it has called ${told()}`,
      ...means(whyPending(grace, ends, done, resolved, timers)),
      method: "endWithin()",
    }),
  );
  story.holds(error === undefined, {
    expected: `${called} resolves`,
    got: `it rejects: ${error}`,
    ...means(
      ends === "with an error" && error?.includes("broken")
        ? "throws-what-the-end-throws"
        : done.length > 0 && !/^(Type|Reference)Error/.test(`${error}`)
        ? "throws-what-it-has-done"
        : undefined,
    ),
  });
  story.holds(
    ends !== "terminate" || !done.includes("terminate()") ||
      await looked.promise,
    {
      expected: `${called} resolves as soon as \`finished\` has`,
      got: "50 ms later it has not resolved",
      ...means("waits-out-the-time-to-end"),
    },
  );
  resolved.add(ends);
  clearTimeout(alarm);
  // On a busy machine, what was set for TERM_TIME may be as late.
  const longer = timers.some(({ ms }) => ms > most && ms !== LONG);
  const late = tooLate && longer;
  return { calls: told(), first, gap, late, needless };
}

const HOW: Record<Ends, string> = {
  "by itself": "where `finished` resolves after 200 ms",
  "with an error": "where `finished` rejects after 200 ms",
  terminate: "where `finished` resolves 250 ms after terminate()",
  kill: "where `finished` stays pending",
};

function whyPending(
  grace: number,
  ends: Ends,
  [first, second]: string[],
  resolved: ReadonlySet<Ends>,
  timers: readonly Timer[],
): Id | undefined {
  if (second === "kill()") return "waits-after-the-kill";
  if (first === undefined) {
    if (!resolved.has("by itself")) return "waits-out-the-grace";
    if (ends === "with an error") return "overlooks-a-failed-end";
    // None of the times that it was given, and not TERM_TIME.
    if (timers.some(({ ms }) => ms > 1_000 && ms !== LONG)) {
      return "counts-in-other-units";
    }
    return timers.some(({ ms }) => Math.abs(ms - grace) <= 1)
      ? undefined
      : "waits-without-limit";
  }
  if (ends !== "kill") return undefined;
  // Neither TERM_TIME nor what this test itself has asked for.
  return timers.some(({ ms }) => ms > 500 && ms !== LONG)
    ? "counts-in-other-units"
    : "never-kills";
}

lessonTest(
  "7.1.7 endWithin() does no more than it takes, in that order, and never throws",
  async (story: Story) => {
    // What follows takes less than TERM_TIME, and more than TERM_TIME less the
    // one grace, and than the other.
    const [GRACE, SHORT] = [300, 100];
    const resolved = new Set<Ends>();
    using timers = timerSpy();
    const [itself, error, asked, soonAsked, forced, late] = await Promise.all([
      doneTo(story, LONG, "by itself", resolved, timers),
      doneTo(story, LONG, "with an error", resolved, timers),
      doneTo(story, GRACE, "terminate", resolved, timers),
      doneTo(story, SHORT, "terminate", resolved, timers),
      doneTo(story, 0, "kill", resolved, timers),
      doneTo(story, SHORT, "kill", resolved, timers),
    ]);
    const check = (
      { calls, first, gap, late, needless }: Done,
      expected: string,
      [grace, ends]: [number, Ends],
      shows: Record<string, Id>,
    ) =>
      story.holds(calls === expected && !late, {
        expected: `endWithin(${grace}, finished, …), ${
          HOW[ends]
        }, calls ${expected}${late ? `, ${TERM_TIME} ms later` : ""}`,
        got: `it calls ${calls}${
          gap >= 0 ? `, ${Math.round(gap)} ms later` : ""
        }${
          gap >= 0 && first < grace - EARLY
            ? `, and terminate() after ${Math.round(first)} ms`
            : ""
        }${
          needless === undefined
            ? ""
            : `; before ${needless}, \`finished\` had settled`
        }`,
        ...means(
          /(\bterminate|\bkill)\(\).*\1/.test(calls)
            ? "ends-it-twice"
            : late
            ? "adds-the-grace-to-the-time-to-end"
            : needless !== undefined
            ? "ends-what-has-finished"
            : shows[calls],
        ),
        method: "endWithin()",
      });
    const both = "terminate() and then kill()";
    const early = {
      "terminate()": "gives-no-grace",
      [both]: "gives-no-grace",
    } as const;
    check(itself, "nothing", [LONG, "by itself"], early);
    check(error, "nothing", [LONG, "with an error"], early);
    // Where the grace is 0, the two ways to count are one. On a busy machine,
    // terminate() may come late, and kill() that counts from the start does not.
    const fromStart = forced.first + forced.gap >= TERM_TIME - EARLY;
    for (const [got, grace] of [[asked, GRACE], [soonAsked, SHORT]] as const) {
      check(got, "terminate()", [grace, "terminate"], {
        "kill()": "kills-after-the-grace",
        "kill() and then terminate()": "kills-after-the-grace",
        // The same time was enough after the longer grace.
        [both]: grace === SHORT
          ? got.first < grace - EARLY
            ? "ends-all-within-the-grace"
            : "takes-the-grace-for-the-time-to-end"
          : fromStart
          ? "counts-both-times-from-the-start"
          : "gives-no-time-to-end",
      });
    }
    // Where nothing ends before, the grace is over first.
    for (const [{ first }, grace] of [[asked, GRACE], [late, SHORT]] as const) {
      story.holds(first >= grace - EARLY, {
        expected:
          `endWithin(${grace}, finished, …) calls terminate() ${grace} ms later, where \`finished\` is pending`,
        got: `it calls terminate() ${Math.round(first)} ms later`,
        ...means("gives-no-grace"),
        method: "endWithin()",
      });
    }
    check(forced, both, [0, "kill"], {
      "kill()": "kills-after-the-grace",
      "terminate()": "never-kills",
      nothing: "takes-zero-for-none",
    });
    check(late, both, [SHORT, "kill"], {});
    const left = timers.timers.filter(stillRuns);
    story.holds(left.length === 0, {
      expected:
        "no timer of your code still runs when endWithin() has returned",
      got: `these do: ${[...new Set(left.map(({ call }) => call))].join("; ")}`,
      ...means("leaves-the-loser-of-a-race"),
    });
    const over: string[] = [];
    await endWithin(0, Promise.resolve(), {
      terminate: () => over.push("terminate()"),
      kill: () => over.push("kill()"),
    });
    story.holds(over.length === 0, {
      expected:
        "endWithin(0, finished, …), where `finished` has resolved before, calls nothing",
      got: `it calls ${over.join(" and then ")}`,
      ...means("ends-what-has-finished"),
    });
    const most = await doneTo(
      story,
      LONGEST,
      "by itself",
      resolved,
      timers,
    );
    story.holds(most.calls === "nothing", {
      expected: `endWithin(${LONGEST}, finished, …), ${
        HOW["by itself"]
      }, calls nothing, as with a grace of ${LONG}`,
      got: `it calls ${most.calls}`,
      ...means("sets-too-long-a-timer"),
    });
  },
);
