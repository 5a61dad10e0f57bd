import type { Happened } from "../harness/explorer/mod.ts";
import type { Meaning } from "../harness/story/verdict.ts";
import { type Known, means } from "./misconceptions.ts";

/** Finds the misconception that a schedule shows, if it shows one. */
export type Reason = (happened: Happened) => Known;

/**
 * A cause for the explorer: what the kind of failure says by itself, or else
 * the first of the reasons that finds one.
 */
export function because(
  ...reasons: Reason[]
): (happened: Happened) => Meaning {
  return (happened) => {
    for (const reason of [byItself, ...reasons, goesOnAndOn]) {
      const id = reason(happened);
      if (id !== undefined) return { ...means(id), ...whereTorn(id, happened) };
    }
    return means(undefined);
  };
}

/** Where a word is written that another operation has looked at. */
function whereTorn(id: Known, happened: Happened): Pick<Meaning, "site"> {
  if (id !== "looks-and-takes-in-two-operations") return {};
  const torn = happened.events.map(({ address = -1 }) => happened.torn(address))
    .find((one) => one !== undefined);
  return { site: torn?.write.site };
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
