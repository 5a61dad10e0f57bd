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
    for (const reason of [byItself, ...reasons]) {
      const id = reason(happened);
      if (id !== undefined) return means(id);
    }
    return means(undefined);
  };
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
    case "spinning": {
      const last = events.at(-1)?.thread;
      const turns = events.filter(({ thread }) => thread === last).slice(-8);
      // A sleep whose time is over tells more than that it goes on and on.
      if (turns.some(({ kind }) => kind === "timed-out")) return undefined;
      return turns.some(({ kind, result }) =>
          kind === "wait" && result === "not-equal"
        )
        ? "sleeps-on-a-value-it-never-has"
        : "spins";
    }
    default:
      return undefined;
  }
}
