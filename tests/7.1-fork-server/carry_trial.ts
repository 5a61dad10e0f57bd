import type { Trial } from "../harness/net/trial.ts";
import type { Story } from "../harness/story/story.ts";
import type { Verdict } from "../harness/story/verdict.ts";
import { othersTimers, timerSpy } from "../harness/timer_spy.ts";
import { means } from "./misconceptions.ts";
import { prototypeOfSockets } from "./short_writes.ts";
import { callersOf } from "./spawn_spy.ts";
import { lineOf, untimedTrialsOf } from "./untimed.ts";

const SERVER = "fork_server.ts";

/** Trials of step 7.1.3, in which fork_server.ts needs neither timer nor signal. */
export function carryTrial(fn: (t: Trial) => Promise<void>) {
  // Whether the first timer was set when the end had been passed on.
  let lingers = false;
  const trial = untimedTrialsOf("7.1.3", "to carry bytes, or the end of them", {
    means: ([first]) => ({
      ...means(lingers ? "lingers-by-timer" : "delays-by-timer"),
      site: lineOf(first),
    }),
  });
  const run = trial(async (t) => {
    using kills = callersOf(Deno.ChildProcess.prototype, "kill");
    using closes = callersOf(await prototypeOfSockets(), "closeWrite");
    let timers = 0;
    lingers = false;
    using _timers = timerSpy(SERVER, ({ by }) => {
      if (timers++ > 0) return;
      lingers = /#downstream/.test(by) && closes.include("#downstream");
    });
    const signalled = (): Verdict | undefined =>
      kills.include("#upstream")
        ? {
          expected: "`#upstream()` sends no signal to the child",
          got: "it calls `kill()`",
          ...means("signals-the-child"),
          method: "ForkingServer.upstream()",
        }
        : undefined;
    using _suspicion = t.suspect(signalled);
    await fn(t);
    const verdict = signalled();
    if (verdict !== undefined) t.fail(verdict);
  });
  return async (story: Story) => {
    // Of one that outlives its test, the next one would be told, too.
    using _rest = othersTimers(() => true, SERVER);
    await run(story);
  };
}
