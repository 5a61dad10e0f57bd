import type { Trial } from "../harness/net/trial.ts";
import type { Verdict } from "../harness/story/verdict.ts";
import { means } from "./misconceptions.ts";
import { callersOf } from "./spawn_spy.ts";
import { untimedTrialsOf } from "./untimed.ts";

const trial = untimedTrialsOf("7.1.3", "to carry bytes, or the end of them");

/** Trials of step 7.1.3, in which fork_server.ts needs neither timer nor signal. */
export function carryTrial(fn: (t: Trial) => Promise<void>) {
  return trial(async (t) => {
    using kills = callersOf(Deno.ChildProcess.prototype, "kill");
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
}
