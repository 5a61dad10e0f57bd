import type { Happened } from "../harness/explorer/mod.ts";
import type { Meaning } from "../harness/story/verdict.ts";
import { type Known, means, type Shown } from "./misconceptions.ts";
import { siteOf } from "./sites.ts";

/** Finds the misconception that a schedule shows, if it shows one. */
export type Reason = (happened: Happened) => Shown;

/**
 * A cause for the explorer: what the kind of failure says by itself, or else
 * the first of the reasons that finds one.
 */
export function because(
  ...reasons: Reason[]
): (happened: Happened) => Meaning {
  return (happened) => {
    for (const reason of [byItself, ...reasons, goesOnAndOn]) {
      const shown = reason(happened);
      if (shown !== undefined) return meaningOf(shown, happened);
    }
    return means(undefined);
  };
}

/** What is shown, with the place in which it shows. */
export function meaningOf(shown: Shown, happened: Happened): Meaning {
  if (shown === undefined) return means(undefined);
  const { id, by, method } = typeof shown === "string" ? { id: shown } : shown;
  const site = by?.where?.calls ?? siteOf(id, happened);
  return { ...means(id), site, ...(method === undefined ? {} : { method }) };
}

function byItself({ kind, events }: Happened): Known {
  switch (kind) {
    case "state-outside":
    case "non-deterministic":
      return "state-outside-of-the-buffer";
    case "deadlock":
      return events.some(({ kind, extra }) =>
          kind === "notify" && Number(extra) <= 0
        )
        ? "told-to-wake-nobody"
        : undefined;
    case "polling":
      return "polls";
    case "livelock":
      return "backs-off-and-tries-at-once";
    case "spinning":
      return lastTurns(events).some(({ kind, result }) =>
          kind === "wait" && result === "not-equal"
        )
        ? "sleeps-on-a-value-it-never-has"
        : undefined;
    default:
      return undefined;
  }
}

/** What is left to say of a thread that goes on and on. */
function goesOnAndOn({ kind, events }: Happened): Known {
  // A sleep whose time is over tells more than that.
  return kind !== "spinning" ||
      lastTurns(events).some(({ kind }) => kind === "timed-out")
    ? undefined
    : "spins";
}

function lastTurns(events: Happened["events"]): Happened["events"] {
  const last = events.at(-1)?.thread;
  return events.filter(({ thread }) => thread === last).slice(-8);
}
