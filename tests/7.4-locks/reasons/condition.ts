import { Condition } from "../../../lessons/7.4-locks/condition.ts";
import { Mutex } from "../../../lessons/7.4-locks/mutex.ts";
import {
  type Happened,
  script,
  type Sleeper,
  type TraceEvent,
} from "../../harness/explorer/mod.ts";
import { Story } from "../../harness/story/story.ts";
import type { Known, Shown } from "../misconceptions.ts";
import { MUTEX, OFFSET } from "../models/condition.ts";
import { alone } from "../models/condition_time.ts";

const SEQUENCE = OFFSET;

/** What went wrong with waiting for something to become true. */
export function whyCondition(happened: Happened): Shown {
  if (happened.changes(0).length > 0) return "ignores-byte-offset";
  return whyWithoutMutex(happened) ?? whyStillAsleep(happened);
}

/** Why a thread sleeps although what it waits for is true. */
export function whyStillAsleep(happened: Happened): Shown {
  const asleep = happened.sleepers.find(({ address }) => address === SEQUENCE);
  if (asleep === undefined) return undefined;
  if (happened.holder(MUTEX) === asleep.thread) {
    return "sleeps-with-the-mutex-held";
  }
  const unasked = whyUnasked(happened);
  if (unasked !== undefined) return unasked;
  const undone = whyUndone(happened);
  if (undone !== undefined) return undone;
  if (happened.notifiedTooEarly(SEQUENCE)) return "notify-before-store";
  return happened.torn(SEQUENCE) === undefined
    ? whyMissed(happened, asleep)
    : "looks-and-takes-in-two-operations";
}

/** Whether a thread sleeps that has not asked the predicate before. */
export function whyUnasked(happened: Happened): Shown {
  const asleep = happened.sleepers.find(({ address }) => address === SEQUENCE);
  const isReadBefore = asleep &&
    happened.of(asleep.thread).some((one) =>
      one.kind === "read" && happened.isBefore(one, asleep.since)
    );
  return isReadBefore === false
    ? { id: "sleeps-before-it-looks", by: asleep?.since }
    : undefined;
}

/** Who has changed the sequence number as one that waits, and no notifier. */
function whyUndone(happened: Happened): Shown {
  for (const change of happened.changes(SEQUENCE)) {
    const own = happened.on(SEQUENCE).filter(({ thread }) =>
      thread === change.thread
    );
    const at = own.indexOf(change);
    if (own[at - 1]?.kind === "timed-out" && change.kind !== "add") {
      return "puts-the-sequence-back";
    }
    const isFlag = own[at + 1]?.kind === "wait" ||
      change.kind !== "add" &&
        /^(woken|spurious)$/.test(own[at - 1]?.kind ?? "") &&
        own[at + 1]?.kind !== "notify";
    if (isFlag) {
      return {
        id: "flag-for-a-sequence",
        method: ["Condition.sleep()", "Condition.notify()"],
      };
    }
  }
  return undefined;
}

function whyMissed(happened: Happened, asleep: Sleeper): Shown {
  const back = happened.on(SEQUENCE, "store").find(({ value }) =>
    value === asleep.value
  );
  if (back !== undefined) return { id: "sequence-comes-back", by: back };
  if (happened.changes(SEQUENCE).length === 0) {
    const by = happened.on(SEQUENCE, "add", "sub").find(({ value }) =>
      value === 0
    );
    if (by !== undefined) return { id: "notify-adds-nothing", by };
    if (happened.missed(asleep)) return "notify-changes-nothing";
    const isPassed = happened.on(SEQUENCE).every(({ thread }) =>
      happened.sleepers.some((one) =>
        one.thread === thread
      )
    ) && happened.next.some((_, thread) => happened.hasEnded(thread));
    if (isPassed) return "notify-passes-by";
    return happened.neverNotified(SEQUENCE) ? "never-notifies" : undefined;
  }
  const { thread, since } = asleep;
  const own = (events: TraceEvent[]) =>
    events.findLast((one) =>
      one.thread === thread && happened.isBefore(one, since)
    );
  const look = own(happened.on(SEQUENCE, "load"));
  const changes = happened.changes(SEQUENCE).filter((one) =>
    look !== undefined && happened.isBefore(look, one)
  );
  if (changes.length > 1 && asleep.now === asleep.value) {
    return { id: "sequence-comes-back", by: changes.at(-1) };
  }
  const unlock = own(happened.changes(MUTEX));
  return look !== undefined && unlock !== undefined &&
      happened.isBefore(unlock, look)
    ? { id: "reads-the-sequence-after-unlocking", by: look }
    : undefined;
}

/** Why the predicate was called, or wait() returned, without the mutex. */
function whyWithoutMutex(happened: Happened): Shown {
  const { kind, error, events } = happened;
  if (kind !== "assertion" || !String(error).includes("token is unlocked")) {
    return undefined;
  }
  const thread = events.at(-1)?.thread;
  const unlock = happened.changes(MUTEX).findLast((one) =>
    one.thread === thread
  );
  const ends = happened.on(SEQUENCE, "woken", "timed-out", "spurious", "wait")
    .filter((one) => one.thread === thread && one.result !== undefined);
  const [last] = ends.slice(-1);
  if (last && unlock && happened.isBefore(unlock, last)) {
    return last.kind === "timed-out" &&
        ends.some(({ kind }) => kind !== last.kind)
      ? "does-not-lock-when-time-is-over"
      : "does-not-lock-again";
  }
  const [, called] = String(error).match(/(\w+\(\)) returned and/) ?? [];
  if (called !== undefined) {
    return { id: "returns-unlocked", method: `Condition.${called}` };
  }
  return String(error).includes("predicate threw")
    ? "unlocks-on-an-exception"
    : String(error).includes("predicate was called")
    ? "looks-without-the-mutex"
    : undefined;
}

/** Whether notify() was told to wake so many and told Atomics another number. */
export function wokeOther(count: number): (happened: Happened) => Known {
  return (happened) =>
    happened.on(SEQUENCE, "notify").some(({ extra }) => extra !== count)
      ? "notify-ignores-its-count"
      : undefined;
}

/** Whether a thread has called Atomics.wait(). */
function hasSlept(happened: Happened, thread: number): boolean {
  return happened.of(thread).some(({ kind }) => kind === "wait");
}

/** Why wait() returned although nothing is there. */
export function whyReturned(happened: Happened): Known {
  const { kind, events, logs } = happened;
  const thread = events.at(-1)?.thread ?? -1;
  return kind === "assertion" && logs[thread]?.at(-1) === false &&
      hasSlept(happened, thread)
    ? "woken-means-true"
    : undefined;
}

/** Whether the first sleep had no time: 1970 and some ms are long over. */
function isToldNoTime(happened: Happened): boolean {
  return Number(happened.on(SEQUENCE, "wait")[0]?.extra) <= 0;
}

/** Why waitFor() did not tell what is true, or not in time. */
export function whyUntrue(happened: Happened): Shown {
  const own = happened.on(SEQUENCE).filter(({ thread }) => thread === 0);
  const sleeps = own.filter(({ kind, result }) =>
    kind !== "wait" || result !== undefined
  ).filter(({ kind }) => kind !== "load");
  const hasTimedOut = sleeps.some(({ kind }) => kind === "timed-out");
  const looks = (happened.logs[0]?.length ?? 0) - 1;
  if (happened.kind === "spinning" && hasTimedOut) return whyAgain(happened);
  const said = happened.logs[0] ?? [];
  if (/with 0 ms returned false, and something/.test(`${happened.error}`)) {
    return said.at(-1) === true ? "clock-has-the-last-word" : "no-time-no-look";
  }
  // What waitFor() has returned is logged behind what the predicate said.
  if (/returned false, with [1-9]/.test(`${happened.error}`)) {
    if (said.at(-2) === true) return "clock-has-the-last-word";
  }
  if (/returned true, with 0/.test(`${happened.error}`)) {
    return hasSlept(happened, 0) ? "woken-means-true" : undefined;
  }
  if (happened.kind === "script") {
    if (happened.hasEnded(0) === hasTimedOut) return undefined;
    return hasTimedOut
      ? whyAgain(happened)
      : isToldNoTime(happened)
      ? "reckons-with-two-clocks"
      : sleeps.length > 0
      ? "gives-up-after-one-wake-up"
      : "gives-up-too-early";
  }
  return happened.kind === "assertion" && hasTimedOut &&
      looks === sleeps.length
    ? "no-last-look"
    : undefined;
}

const noLimit: Shown = {
  id: "no-time-is-no-limit",
  method: ["Condition.sleep()", "Condition.waitFor()"],
};

/** Why a thread that waits for 0 ms is still asleep. */
export function whyForEver(happened: Happened): Shown {
  const asleep = happened.sleepers.find(({ address }) => address === SEQUENCE);
  return happened.kind === "deadlock" && asleep?.since.extra === Infinity &&
      happened.holder(MUTEX) !== asleep.thread
    ? noLimit
    : undefined;
}

/** Why thread 0 sleeps again when its time is over. */
function whyAgain(happened: Happened): Shown {
  const own = happened.of(0);
  const [first, last] = own.filter(({ kind }) => kind === "wait").slice(-2);
  if (last?.extra === Infinity) return noLimit;
  const isLocked = own.some((one) =>
    one.address === MUTEX && first !== undefined && last !== undefined &&
    happened.isBefore(first, one) && happened.isBefore(one, last)
  );
  return last === undefined || isLocked
    ? {
      id: "sleeps-again-when-time-is-over",
      method: ["Condition.waitFor()", "Condition.sleep()"],
    }
    : { id: "sleeps-on-in-a-loop", by: last };
}

/** Whether waitFor() sleeps on when it has slept and woke without a reason. */
function sleepsOn(): boolean {
  try {
    const s = script(new Story(), alone);
    for (let sleeps = 0; sleeps < 3; sleeps++) {
      s.run(0).untilBlocked();
      s.wakeSpuriously(0);
    }
    s.run(0).untilBlocked();
    return true;
  } catch {
    return false;
  }
}

/** Whether waitFor() bears any number of wake-ups while no time passes. */
function bearsWakeUps(): boolean {
  const { wait } = Atomics;
  const { now } = performance;
  const shared = new SharedArrayBuffer(MUTEX + Mutex.BYTE_LENGTH);
  const condition = new Condition(shared, OFFSET);
  try {
    Atomics.wait = () => "ok";
    performance.now = () => 1_000;
    let looks = 0;
    using token = new Mutex(shared, MUTEX).lock();
    return condition.waitFor(token, () => ++looks > 9, 100);
  } catch {
    return false;
  } finally {
    Atomics.wait = wait;
    performance.now = now;
  }
}

/** Why waitFor() did not wait as long as it was told. */
export function whyTooLong(happened: Happened): Shown {
  const error = `${happened.error}`;
  if (/returned true after/.test(error)) {
    return hasSlept(happened, 0) ? "woken-means-true" : undefined;
  }
  if (/ gave up after |returned false after/.test(error)) {
    if (happened.logs[0]?.at(-1) === true) return "clock-has-the-last-word";
    const ends = happened.on(SEQUENCE, "wait", "woken", "timed-out")
      .filter(({ thread }) => thread === 0);
    const isWoken = ends.some(({ kind, result }) =>
      kind === "woken" || result === "not-equal"
    );
    if (!isWoken) {
      return isToldNoTime(happened) && !/Infinity/.test(error)
        ? "reckons-with-two-clocks"
        : "gives-up-too-early";
    }
    const [only] = ends;
    if (ends.length === 1 && only?.result === "not-equal" && sleepsOn()) {
      return { id: "gives-up-on-not-equal", by: only };
    }
    const { kind, result } = ends.at(-1) ?? {};
    return kind === "timed-out" || result === "timed-out" || bearsWakeUps()
      ? "sleeps-for-less-than-is-left"
      : "gives-up-after-one-wake-up";
  }
  const waits = happened.on(SEQUENCE, "wait").map(({ extra }) => extra);
  if (waits[0] === Infinity) return undefined;
  // Only one clock counts from 1970.
  if (Number(waits[0]) > 1e9) return "reckons-with-two-clocks";
  if (Number(waits[0]) > 100) return "waits-longer-than-told";
  if (waits.at(-1) === Infinity) return whyForEver(happened);
  if (waits[0] === 100 && Number(waits.at(-1)) > 100) {
    return "time-limit-is-a-moment";
  }
  return waits.length > 1 && waits.at(-1) === waits[0]
    ? "time-starts-anew"
    : undefined;
}
