import type { Happened, TraceEvent } from "../harness/explorer/mod.ts";
import { callsIn } from "../harness/explorer/site.ts";
import type { Id } from "./misconceptions.ts";

/** The operation in which a misconception shows, in code of any step. */
const SHOWN: Partial<
  Record<Id, (happened: Happened) => TraceEvent | undefined>
> = {
  "looks-and-takes-in-two-operations": (happened) =>
    inWords(happened, (at) => happened.torn(at)?.write),
  "woken-means-owner": (happened) =>
    sleepOf(
      happened,
      inWords(happened, (at) => happened.didNotLookAgain(at)) ?? last(happened),
    ),
  "woken-means-true": (happened) => sleepOf(happened, last(happened)),
  "loses-patience": (happened) => sleepOf(happened, last(happened)),
  "polls": (happened) =>
    happened.events.findLast(({ kind, extra }) =>
      kind === "wait" && extra !== Infinity
    ),
  "spins": ({ events }) => events.at(-1),
  "backs-off-and-tries-at-once": ({ events }) =>
    events.findLast(({ kind, value, result }) =>
      kind === "compareExchange" && value !== result
    ),
  "sleeps-on-a-value-it-never-has": (happened) =>
    sleepOf(happened, last(happened)),
};

/** The line that shows a misconception, and those that called it. */
export function siteOf(id: Id, happened: Happened): readonly string[] {
  switch (id) {
    case "looks-without-the-mutex":
    case "index-beyond-the-view":
    case "waits-without-sleeping":
      return thrownIn(happened);
    case "state-outside-of-the-buffer":
      return differsIn(happened);
    default:
      return SHOWN[id]?.(happened)?.where?.calls ?? [];
  }
}

/** What has thrown, and what called it, as with a predicate. */
function thrownIn({ error }: Happened): string[] {
  return error instanceof Error ? callsIn(error.stack ?? "") : [];
}

/** Where a thread did something else when it was run again. */
function differsIn(happened: Happened): readonly string[] {
  const thread = Number(happened.message.match(/ T(\d+) /)?.[1] ?? NaN);
  return (happened.hasEnded(thread)
    ? happened.of(thread).findLast(({ where }) => where !== undefined)?.where
    : happened.next[thread])?.calls ?? [];
}

/** The first answer for one of the words, from the lowest one up. */
function inWords<Answer>(
  { events }: Happened,
  ask: (address: number) => Answer | undefined,
): Answer | undefined {
  const words = new Set(events.map(({ address = -1 }) => address));
  for (const word of [...words].sort((a, b) => a - b)) {
    const answer = ask(word);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** Who did something last. */
function last({ events }: Happened): number {
  return events.at(-1)?.thread ?? -1;
}

function sleepOf(happened: Happened, thread: number): TraceEvent | undefined {
  return happened.of(thread).findLast(({ kind }) => kind === "wait");
}
