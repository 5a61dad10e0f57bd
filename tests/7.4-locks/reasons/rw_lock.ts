import type { Happened, TraceEvent } from "../../harness/explorer/mod.ts";
import type { Known, Shown } from "../misconceptions.ts";
import {
  OFFSET,
  READERS_WAIT,
  RwLock,
  WRITER,
  WRITERS_WAIT,
} from "../models/rw_lock.ts";
import {
  excludesReaders,
  flagsDropped,
  flagsSet,
  whyReaderSleeps,
  whyWriterSleeps,
  WRITER_NOTIFY,
} from "./rw_lock_asleep.ts";

const STATE = OFFSET;
/** Whoever has more words, or fewer, may count in another way in the first. */
const hasTheLessonsWords = RwLock.BYTE_LENGTH === 8;

/** What went wrong with a lock for many readers or one writer. */
export function whyRwLock(happened: Happened): Shown {
  const unbound = unlocksWithoutThis(happened);
  if (unbound !== undefined) return unbound;
  if (happened.changes(0).length > 0) return "ignores-byte-offset";
  if (!hasTheLessonsWords) return undefined;
  if (waitsForTheFlags(happened)) return "waits-for-the-flags";
  const once = setsItsFlagOnce(happened);
  if (once !== undefined) return once;
  if (takesWithoutALook(happened)) return "woken-means-owner";
  if ([STATE, WRITER_NOTIFY].some((at) => happened.torn(at) !== undefined)) {
    return "looks-and-takes-in-two-operations";
  }
  if (happened.didNotLookAgain(STATE) !== undefined) return "woken-means-owner";
  const why = whyLetIn(happened) ?? whyFlagIsDropped(happened);
  // A race ends the schedule at once: who sleeps then may be woken yet.
  return why !== undefined || happened.kind === "race"
    ? why
    : whyReaderSleeps(happened) ?? whyWriterSleeps(happened);
}

/** Whether a writer says that it waits for a lock that nobody holds. */
function waitsForTheFlags(happened: Happened): boolean {
  return happened.changes(STATE).some((one) =>
    one.result !== 0 && readersIn(one.result) === 0 &&
    happened.after(one) === (Number(one.result) | WRITERS_WAIT)
  );
}

/** Whether a writer that has slept goes on without the flag that it set then. */
function setsItsFlagOnce(happened: Happened): Shown {
  const thread = happened.events.at(-1)?.thread ?? -1;
  const own = happened.of(thread);
  const woken = own.findLastIndex(({ kind, address }) =>
    address === WRITER_NOTIFY && /^(woken|spurious)$/.test(kind)
  );
  if (happened.kind !== "spinning" || woken < 0) return undefined;
  const since = own.slice(woken).filter(({ address }) => address === STATE);
  const goesOn = readersIn(since.at(-1)?.result) !== 0 &&
    since.every(({ kind, result }) =>
      kind === "load" && (Number(result) & WRITERS_WAIT) === 0
    );
  const by = happened.changes(STATE).find((one) =>
    one.thread === thread && (flagsSet(happened, one) & WRITERS_WAIT) !== 0
  );
  return goesOn && by ? { id: "sets-its-flag-once", by } : undefined;
}

/** Whether a writer that was woken changes the state without a look at it. */
function takesWithoutALook(happened: Happened): boolean {
  return happened.on(WRITER_NOTIFY, "woken", "spurious").some((woken) => {
    const next = happened.of(woken.thread).find((one) =>
      one.address === STATE && happened.isBefore(woken, one)
    );
    return next !== undefined && !/^(load|compareExchange)$/.test(next.kind);
  });
}

/** Why a thread came in that should have waited. */
function whyLetIn(happened: Happened): Shown {
  for (const change of happened.changes(STATE)) {
    if (change.kind === "store" && isAnothers(happened, change)) {
      return { id: "overwrites-the-state", by: change };
    }
    const before = readersIn(change.result);
    const after = readersIn(happened.after(change));
    if (before === undefined || after === undefined) continue;
    // The number of readers is 0 then.
    if (
      before === WRITER && happened.after(change) === Number(change.result) + 1
    ) return { id: "reader-beside-a-writer", by: change };
    if (
      before < WRITER &&
      (change.kind === "sub" ? after !== before - 1 : after < before - 1)
    ) {
      // What is right for a writer is wrong for what it has put in.
      const by = change.value === WRITER
        ? happened.changes(STATE).findLast((one) =>
          one.thread === change.thread && happened.isBefore(one, change)
        )
        : change;
      return { id: "counts-readers-wrong", by };
    }
    if (before > 0 && before !== WRITER && after === WRITER) {
      return "writer-beside-readers";
    }
    // Who has never changed the state leaves what another one holds.
    if (
      change.kind === "sub" && before === WRITER && after !== 0 &&
      happened.changes(STATE).some((one) =>
        one.thread === change.thread && happened.isBefore(one, change)
      )
    ) {
      return "unlock-leaves-it-locked";
    }
    if (change.kind === "sub") continue;
    if (after === before + 1 && (Number(change.result) & WRITERS_WAIT) !== 0) {
      return "readers-pass-waiting-writers";
    }
  }
  return undefined;
}

/** Why one of two readers sleeps, where no writer is. */
export function whyApart(happened: Happened): Shown {
  const asleep = happened.sleepers.find(({ address }) => address === STATE);
  if (happened.kind !== "deadlock" || asleep === undefined) return undefined;
  return happened.on(STATE, "compareExchange").some((one) =>
      one.thread === asleep.thread && one.result !== one.value
    )
    ? "reader-waits-behind-readers"
    : excludesReaders(happened, asleep);
}

/** Which method was called without its object by a token, if one was. */
function unlocksWithoutThis({ error }: Happened): Shown {
  if (!(error instanceof TypeError)) return undefined;
  const [frame = ""] = error.stack?.match(/^ +at .*/m) ?? [];
  const [, what] = frame.match(/#unlock(Read|Write) .*rw_lock\.ts/) ?? [];
  return what !== undefined &&
      / of undefined \(\w+ '#|private member|^Receiver must/.test(error.message)
    ? { id: "unlocks-without-this", method: `RwLock.lock${what}()` }
    : undefined;
}

/** Why two readers did not meet inside. */
export function whyNotMet(happened: Happened): Known {
  if (happened.kind !== "deadlock" || !hasTheLessonsWords) return undefined;
  return happened.changes(STATE).some((one) =>
      (Number(one.result) & READERS_WAIT) !== 0 &&
      happened.after(one) === Number(one.result) + 1
    )
    ? "reader-passes-waiting-readers"
    : undefined;
}

/** Who drops a flag as it takes the lock, or while somebody holds it. */
function whyFlagIsDropped(happened: Happened): Shown {
  const by = happened.changes(STATE).find((one) =>
    one.kind !== "store" && readersIn(happened.after(one)) !== 0 &&
    flagsDropped(happened, one) !== 0
  );
  return by && {
    id: readersIn(by.result) === 0 && readersIn(happened.after(by)) === WRITER
      ? "takes-and-drops-the-flags"
      : "drops-a-flag",
    by,
  };
}

/** Whether the lock that a store frees was taken by another thread. */
function isAnothers(happened: Happened, freed: TraceEvent): boolean {
  const taken = happened.changes(STATE).findLast((one) =>
    happened.isBefore(one, freed) && readersIn(one.result) === 0 &&
    readersIn(happened.after(one)) !== 0
  );
  return happened.after(freed) === 0 && taken !== undefined &&
    taken.thread !== freed.thread;
}

/** The number of readers in a state; WRITER for a writer. */
function readersIn(state: TraceEvent["result"]): number | undefined {
  return typeof state === "number"
    ? state & ~(READERS_WAIT | WRITERS_WAIT)
    : undefined;
}
