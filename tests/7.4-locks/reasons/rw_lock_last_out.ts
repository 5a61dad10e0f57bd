import {
  type Happened,
  type Model,
  script,
} from "../../harness/explorer/mod.ts";
import { Story } from "../../harness/story/story.ts";
import type { Shown } from "../misconceptions.ts";
import {
  OFFSET,
  READERS_WAIT,
  WRITER,
  WRITERS_WAIT,
} from "../models/rw_lock.ts";
import {
  readersAndWriter,
  writersAndReaders,
} from "../models/rw_lock_script.ts";

const STATE = OFFSET;
const FLAGS = READERS_WAIT | WRITERS_WAIT;

/** Who leaves the lock, and which threads sleep then. */
interface Leaving {
  model: Model;
  /** Where thread 0 stands inside. */
  inside: string;
  /** The threads that sleep, by the flags that stand for them. */
  asleep: Record<number, number[]>;
}

const LEAVING: Record<"unlockRead" | "unlockWrite", Leaving> = {
  unlockRead: {
    model: readersAndWriter,
    inside: "reads",
    asleep: { [WRITERS_WAIT]: [2], [FLAGS]: [2, 1] },
  },
  unlockWrite: {
    model: writersAndReaders,
    inside: "writes",
    asleep: { [READERS_WAIT]: [1], [WRITERS_WAIT]: [3], [FLAGS]: [3, 1] },
  },
};

/**
 * Why the last one out leaves the flags of those that sleep, and does nothing
 * more: by which flags it wakes somebody, and by which the other unlock does.
 */
export function whyLeftAsleep(happened: Happened): Shown {
  const last = happened.changes(STATE).findLast((one) =>
    holds(one.result) && !holds(happened.after(one))
  );
  if (last === undefined) return undefined;
  const flags = Number(happened.after(last)) & FLAGS;
  const goesOn = happened.events.some((one) =>
    happened.isBefore(last, one) &&
    (one.thread === last.thread ? one.address !== undefined : isTaking(one))
  );
  if (flags === 0 || goesOn) return undefined;
  const isWriter = (Number(last.result) & ~FLAGS) === WRITER;
  const own = isWriter ? "unlockWrite" : "unlockRead";
  const other = isWriter ? "unlockRead" : "unlockWrite";
  const id = wakesBySome(own)
    ? "wakes-by-some-of-the-flags"
    : "last-out-wakes-nobody";
  const isOnlyHere = id === "last-out-wakes-nobody"
    ? wakesBySome(other)
    : wakes(other, flags) === true;
  const method = [own, ...(isOnlyHere ? [] : [other, "wake"])].map((name) =>
    `RwLock.${name}()`
  );
  return isOnlyHere ? { id, by: last } : { id, method };

  function isTaking(one: Happened["events"][number]): boolean {
    return one.address === STATE && holds(happened.after(one));
  }
}

function holds(state: unknown): boolean {
  return typeof state === "number" && (state & ~FLAGS) !== 0;
}

function wakesBySome(who: keyof typeof LEAVING): boolean {
  return Object.keys(LEAVING[who].asleep).some((flags) =>
    wakes(who, Number(flags))
  );
}

/** Whether somebody wakes when the last one leaves; undefined if it came to nothing. */
export function wakes(
  who: keyof typeof LEAVING,
  flags: number,
): boolean | undefined {
  const { model, inside, asleep: { [flags]: asleep } } = LEAVING[who];
  if (asleep === undefined) return undefined;
  try {
    const s = script(new Story(), model);
    s.run(0).until(inside);
    for (const thread of asleep) s.run(thread).untilBlocked();
    s.run(0).toEnd();
    return asleep.some((thread) => s.status(thread).state !== "asleep");
  } catch {
    return undefined;
  }
}
