import type { Happened, TraceEvent } from "../harness/explorer/mod.ts";
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

function byItself(happened: Happened): Shown {
  const { kind, events } = happened;
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
    case "exception":
      return /^RangeError: Invalid atomic access/.test(`${happened.error}`)
        ? "index-beyond-the-view"
        : /Cannot call Atomics\.waitAsync/.test(`${happened.error}`)
        ? "waits-without-sleeping"
        : undefined;
    case "polling":
      return "polls";
    case "livelock":
      return "backs-off-and-tries-at-once";
    case "spinning": {
      const vain = lastTurns(events).filter(({ kind, result }) =>
        kind === "wait" && result === "not-equal"
      );
      return vain.length === 0
        ? triesWithWhatWasOnce(happened)
        : wasSeenOnce(happened, vain)
        ? { id: "sleeps-on-what-was-once", by: wasSeenOnce(happened, vain) }
        : "sleeps-on-a-value-it-never-has";
    }
    default:
      return undefined;
  }
}

/** The look before several sleeps in vain, if they are for what it has seen. */
function wasSeenOnce(
  happened: Happened,
  vain: Happened["events"],
): TraceEvent | undefined {
  const [first, second] = vain;
  if (first?.address === undefined || second === undefined) return undefined;
  const look = happened.on(first.address, "load", "read").findLast((one) =>
    one.thread === first.thread
  );
  return look?.result === first.value && look !== undefined &&
      happened.isBefore(look, first)
    ? look
    : undefined;
}

/**
 * Whether a thread swaps again and again from what it has seen in the word
 * before, and never from what its swaps return.
 */
function triesWithWhatWasOnce(happened: Happened): Shown {
  const by = happened.events.at(-1);
  // A mutex is taken from UNLOCKED, whatever was seen.
  if (by?.address === undefined || /^mutex\.ts/.test(by.site ?? "")) {
    return undefined;
  }
  const own = happened.on(by.address).filter(({ thread }) =>
    thread === by.thread
  );
  const look = own.findLastIndex((one) =>
    one.kind !== "compareExchange" || one.value !== by.value ||
    one.result === one.value
  );
  const turn = lastTurns(happened.events).slice(-2);
  return turn.every(({ kind }) => kind === "compareExchange") &&
      own.length - look > 2 && own[look]?.result === by.value &&
      /^(load|read|compareExchange)$/.test(own[look]?.kind ?? "")
    ? { id: "tries-with-what-was-once", by }
    : undefined;
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
