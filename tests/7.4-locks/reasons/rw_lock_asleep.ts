import type {
  Happened,
  Sleeper,
  TraceEvent,
} from "../../harness/explorer/mod.ts";
import type { Shown } from "../misconceptions.ts";
import { wakes, whyLeftAsleep } from "./rw_lock_last_out.ts";
import {
  OFFSET,
  READERS_WAIT,
  WRITER,
  WRITERS_WAIT,
} from "../models/rw_lock.ts";

const STATE = OFFSET;
/** The word on which writers sleep. */
export const WRITER_NOTIFY = OFFSET + 4;
const FLAGS = READERS_WAIT | WRITERS_WAIT;

/** Why a reader sleeps although no writer is there. */
export function whyReaderSleeps(happened: Happened): Shown {
  const asleep = happened.sleepers.find(({ address }) => address === STATE);
  if (asleep === undefined) return undefined;
  const { since: by } = asleep;
  if (isOnTheOtherWord(happened, asleep)) {
    return { id: "sleeps-on-the-other-word", by };
  }
  if ((Number(asleep.value) & READERS_WAIT) === 0) {
    return { id: "sleeps-without-its-flag", by };
  }
  const wrong = wrongNotify(happened);
  if (wrong !== undefined) return { id: "wakes-the-wrong-word", by: wrong };
  if (asleep.now === 0 && reliesOnItsLimit(happened, asleep)) {
    return {
      id: "time-limit-for-a-notify",
      method: ["RwLock.wake()", "RwLock.lockRead()"],
    };
  }
  const why = whyFlagIsLost(happened, asleep) ??
    whyNotNotified(happened, asleep);
  const readers = asleep.now & ~FLAGS;
  const areAlone = readers > 0 && readers !== WRITER &&
    (asleep.now & WRITERS_WAIT) === 0;
  return why ?? (areAlone ? excludesReaders(happened, asleep) : undefined);
}

/** That a reader sleeps beside another one, and the look by which it does. */
export function excludesReaders(
  happened: Happened,
  { thread, since }: Sleeper,
): Shown {
  const look = happened.on(STATE, "load").findLast((one) =>
    one.thread === thread && happened.isBefore(one, since)
  );
  return { id: "readers-exclude-each-other", by: look ?? since };
}

/** Whether a sleep ends by its time limit alone, as nobody notifies. */
function reliesOnItsLimit(
  happened: Happened,
  { timed, address }: Sleeper,
): boolean {
  return timed && happened.neverNotified(address);
}

/** Whether a sleeper has set the flag of those that sleep on the other word. */
function isOnTheOtherWord(
  happened: Happened,
  { thread, address }: Sleeper,
): boolean {
  const flag = address === STATE ? WRITERS_WAIT : READERS_WAIT;
  const set = happened.changes(STATE).filter((one) => one.thread === thread)
    .map((one) => flagsSet(happened, one));
  return set.some((bits) => (bits & flag) !== 0) &&
    !set.some((bits) => (bits & ~flag) !== 0);
}

/** Who has taken back the flag of those that sleep, and woken none. */
function whyFlagIsLost(happened: Happened, { address }: Sleeper): Shown {
  for (const change of happened.changes(STATE)) {
    if (wipes(happened, change, address)) {
      return { id: "wipes-the-flags", by: change };
    }
    if (address !== STATE || happened.after(change) !== 0) continue;
    if (change.result === FLAGS) return "forgets-the-readers";
  }
  return undefined;
}

/** The flags that an operation on the state has put into it. */
export function flagsSet(happened: Happened, change: TraceEvent): number {
  return Number(happened.after(change)) & ~Number(change.result) & FLAGS;
}

/** The flags that an operation on the state has taken out of it. */
export function flagsDropped(happened: Happened, change: TraceEvent): number {
  return Number(change.result) & ~Number(happened.after(change)) & FLAGS;
}

/** Whether an unlock took a sleeper's flag along, and did not notify after it. */
function wipes(
  happened: Happened,
  change: TraceEvent,
  address: number,
): boolean {
  if (change.kind === "store") {
    return address === STATE && happened.after(change) === 0;
  }
  const [before, after] = [
    Number(change.result),
    Number(happened.after(change)),
  ];
  const flag = address === STATE ? READERS_WAIT : WRITERS_WAIT;
  return (flagsDropped(happened, change) & flag) !== 0 &&
    (before & ~FLAGS) !== 0 && (after & ~FLAGS) === 0 &&
    !happened.notifiesAfter(change, address).some(({ thread }) =>
      thread === change.thread
    );
}

function whyNotNotified(happened: Happened, { now, since }: Sleeper): Shown {
  const notifies = happened.on(STATE, "notify");
  if (
    notifies.some((one) => one.extra === 1 && happened.isBefore(since, one))
  ) return "wakes-one-reader";
  const isSet = (now & READERS_WAIT) !== 0;
  const stays = notifies.some((one) =>
    happened.isBefore(one, since) &&
    (stateAt(happened, one) & READERS_WAIT) !== 0
  );
  const early = happened.notifiedTooEarly(STATE);
  if (early !== undefined && happened.after(early) === 0) {
    const by = notifies.findLast(({ thread }) => thread === early.thread);
    return { id: "notify-before-store", by };
  }
  if (stays && isSet) return "leaves-the-flag-of-whom-it-woke";
  if (staysCounted(happened)) return "stays-counted";
  const left = whyLeftAsleep(happened);
  if (left !== undefined) return left;
  const [last] = happened.on(STATE, "compareExchange").slice(-1);
  if (
    last !== undefined && last.result !== last.value &&
    happened.hasEnded(last.thread)
  ) {
    return (now & ~FLAGS) === WRITER
      ? { id: "unlock-gives-up", by: last }
      : isLeft(last.result) && hasFlagComeIn(happened, last)
      ? "gives-up-when-a-flag-came-in"
      : undefined;
  }
  const [vain] = happened.on(WRITER_NOTIFY, "notify").slice(-1);
  const isSleeping = happened.sleepers.some(({ address }) =>
    address === WRITER_NOTIFY
  );
  if ((now & ~FLAGS) === 0 && (now & WRITERS_WAIT) !== 0 && !isSleeping) {
    return "leaves-the-writers-flag";
  }
  if (vain?.result !== 0 || !isSet || notifies.length > 0) return undefined;
  // Who wakes no readers anyway counts on nobody.
  return wakes("unlockWrite", READERS_WAIT) === false
    ? { id: "wakes-by-some-of-the-flags", method: "RwLock.wake()" }
    : {
      id: "counts-on-a-writer-not-asleep",
      method: ["RwLock.wakeWriter()", "RwLock.wake()"],
    };
}

/** What the state says when something happens. */
function stateAt(happened: Happened, event: TraceEvent): number {
  const change = happened.changes(STATE).findLast((one) =>
    happened.isBefore(one, event)
  );
  return Number(change && happened.after(change)) | 0;
}

/** Whether a flag was set between a thread's last change of the state and its swap. */
function hasFlagComeIn(happened: Happened, swap: TraceEvent): boolean {
  const before = happened.changes(STATE).filter((one) =>
    happened.isBefore(one, swap)
  );
  const own = before.findLastIndex(({ thread }) => thread === swap.thread);
  return before.slice(own + 1).some((one) => flagsSet(happened, one) !== 0);
}

/** Whether a state says that nobody holds the lock for which others wait. */
function isLeft(state: TraceEvent["result"]): boolean {
  return isFree(state) && state !== 0;
}

/** Whether a state says that nobody holds the lock. */
function isFree(state: TraceEvent["result"]): boolean {
  return (Number(state) & ~FLAGS) === 0;
}

/** Why a writer sleeps although nobody is in. */
export function whyWriterSleeps(happened: Happened): Shown {
  const asleep = happened.sleepers.find(({ address }) =>
    address === WRITER_NOTIFY
  );
  if (asleep === undefined) return undefined;
  const { since: by } = asleep;
  if (isOnTheOtherWord(happened, asleep)) {
    return { id: "sleeps-on-the-other-word", by };
  }
  if (staysCounted(happened)) return "stays-counted";
  const lost = whyFlagIsLost(happened, asleep);
  if (lost !== undefined) return lost;
  const isNotified = happened.on(WRITER_NOTIFY, "notify").length > 0;
  if (happened.notifiedTooEarly(WRITER_NOTIFY)) return "notify-before-store";
  const [change] = happened.changes(WRITER_NOTIFY);
  if (change === undefined && isNotified) return "notify-changes-nothing";
  const wrong = wrongNotify(happened);
  if (wrong !== undefined) return { id: "wakes-the-wrong-word", by: wrong };
  if (change !== undefined && reliesOnItsLimit(happened, asleep)) {
    return {
      id: "time-limit-for-a-notify",
      method: ["RwLock.wakeWriter()", "RwLock.lockWrite()"],
    };
  }
  const own = happened.of(asleep.thread);
  const look = own[own.indexOf(asleep.since) - 1];
  if (isLookAtState(look) && (Number(look?.result) & FLAGS) === 0) {
    const hadSet = happened.changes(STATE).some((one) =>
      one.thread === asleep.thread && happened.isBefore(one, by) &&
      (flagsSet(happened, one) & WRITERS_WAIT) !== 0
    );
    return !hadSet
      ? { id: "sleeps-without-its-flag", by }
      : isFree(look?.result)
      ? undefined
      : { id: "sleeps-though-its-flag-is-gone", by };
  }
  return whyLookedTooLate(happened, asleep) ?? whyNobodyWoke(happened);
}

/** Who moved the writers' word on, and notified the other one. */
function wrongNotify(happened: Happened): TraceEvent | undefined {
  if (happened.on(WRITER_NOTIFY, "notify").length > 0) return undefined;
  return happened.changes(WRITER_NOTIFY).map((change) =>
    happened.of(change.thread).find((one) => happened.isBefore(change, one))
  ).find((next) => next?.kind === "notify" && next.address === STATE);
}

/** Whether a reader has lost its race to count itself out, for good. */
function staysCounted(happened: Happened): boolean {
  return happened.on(STATE, "compareExchange").some((one) =>
    one.result !== one.value && Number(one.extra) === Number(one.value) - 1 &&
    !happened.changes(STATE).some((later) =>
      later.thread === one.thread && happened.isBefore(one, later) &&
      Number(happened.after(later)) < Number(later.result)
    )
  );
}

function whyLookedTooLate(happened: Happened, asleep: Sleeper): Shown {
  const { thread, since } = asleep;
  const own = happened.of(thread).filter((one) =>
    one.address !== undefined && happened.isBefore(one, since)
  );
  const look = own.findLastIndex((one) =>
    one.address === WRITER_NOTIFY && one.kind === "load"
  );
  const seen = own[look];
  const change = happened.changes(WRITER_NOTIFY).some((one) =>
    one.thread !== thread && seen !== undefined && happened.isBefore(one, seen)
  );
  if (!change || look !== own.length - 1) return undefined;
  // A look before that one told to wait: without it, this one did.
  return isLookAtState(own[look - 1]) && own[look - 2]?.address === STATE
    ? { id: "reads-the-sequence-too-late", by: seen }
    : "sleeps-without-a-last-look";
}

function isLookAtState(event: TraceEvent | undefined): boolean {
  return event?.kind === "load" && event.address === STATE;
}

function whyNobodyWoke(happened: Happened): Shown {
  const out = happened.changes(STATE).filter((one) =>
    (Number(happened.after(one)) & ~FLAGS) < (Number(one.result) & ~FLAGS)
  );
  const [last] = out.slice(-1);
  // Who sets its flag while nobody is in has been forgotten by nobody.
  const isOwnFault = last === undefined ||
    happened.changes(STATE).some((one) =>
      happened.isBefore(last, one) && isFree(one.result) &&
      flagsSet(happened, one) !== 0
    );
  if (isOwnFault) return undefined;
  const hasSlept = happened.on(WRITER_NOTIFY, "woken", "spurious").some((one) =>
    one.thread === last.thread
  );
  if (hasSlept && (Number(last.result) & WRITERS_WAIT) === 0) {
    return "forgets-other-sleepers";
  }
  if (happened.on(WRITER_NOTIFY, "notify").length > 0) return undefined;
  const notifies = happened.notifiesAfter(last, STATE);
  if (notifies.length > 0) {
    return notifies.some((one) => (stateAt(happened, one) & WRITERS_WAIT) !== 0)
      ? "wakes-readers-before-the-writer"
      : undefined;
  }
  const early = out.find((one) =>
    one !== last && (Number(happened.after(one)) & ~FLAGS) > 0
  );
  const tried = early !== undefined &&
    happened.on(STATE, "compareExchange").some((one) =>
      one.thread === early.thread && happened.isBefore(early, one)
    );
  if (tried) return "wakes-while-one-still-reads";
  const left = whyLeftAsleep(happened);
  if (left !== undefined) return left;
  const [moved] = happened.changes(WRITER_NOTIFY);
  if (moved && happened.isBefore(last, moved)) {
    return { id: "never-notifies", by: moved };
  }
  // What it swapped then was to wake somebody.
  const next = happened.on(STATE).find((one) =>
    one.thread === last.thread && happened.isBefore(last, one)
  );
  const by = next?.kind === "compareExchange" ? next : last;
  return { id: "last-out-wakes-nobody", by };
}
