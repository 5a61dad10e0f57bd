import type {
  Happened,
  Sleeper,
  TraceEvent,
} from "../../harness/explorer/mod.ts";
import type { Known, Shown } from "../misconceptions.ts";
import { OFFSET } from "../models/semaphore_stock.ts";
import { notifyFromZero } from "./semaphore_notify.ts";
import { whyOverdrawn } from "./semaphore_overdrawn.ts";

const PERMITS = OFFSET;
const WAITERS = OFFSET + 4;

/** What went wrong with permits that threads take and give back. */
export function whySemaphore(happened: Happened): Shown {
  if (happened.changes(0).length > 0) return "ignores-byte-offset";
  return happened.kind === "deadlock"
    ? whyAsleep(happened)
    : whyOverdrawn(happened);
}

/** Why a thread sleeps although there are permits for it. */
function whyAsleep(happened: Happened): Shown {
  const sleeper = happened.sleepers.find(({ address }) => address === PERMITS);
  if (sleeper === undefined) {
    return happened.sleepers.some(({ address }) => address === WAITERS)
      ? "sleeps-on-the-waiters"
      : undefined;
  }
  const { thread, since, now } = sleeper;
  const before = happened.on(PERMITS).findLast((one) =>
    one.thread === thread && happened.isBefore(one, since)
  );
  // Who has taken permits and sleeps then does so for none of these reasons.
  if (before?.kind === "compareExchange" && before.result === before.value) {
    return undefined;
  }
  if (happened.isUnseen(sleeper)) return "sleeps-on-an-unseen-number";
  const [max = 0] = happened.words.subarray(OFFSET / 4 + 2);
  const held = happened.changes(PERMITS).filter((one) => one.thread === thread);
  // Of a single permit nobody has a part.
  if (
    max > 1 && held.length > 0 &&
    held.every((one) => Number(happened.after(one)) < Number(one.result))
  ) return { id: "takes-one-by-one", by: held.at(-1) };
  // What was taken has not been given back: nobody need have been woken.
  if (now === 0) return undefined;
  if (happened.torn(WAITERS) !== undefined) {
    return "looks-and-takes-in-two-operations";
  }
  if (happened.on(WAITERS, "store", "exchange").length > 0) {
    return "wipes-the-count-of-waiters";
  }
  const out = countedOutTwice(happened);
  if (out !== undefined) return { id: "counted-out-twice", by: out };
  const counted = happened.changes(WAITERS).filter((one) =>
    one.thread === thread && happened.isBefore(one, since)
  );
  const sum = counted.reduce(
    (sum, one) => sum + Number(happened.after(one)) - Number(one.result),
    0,
  );
  const looks = happened.on(WAITERS, "load");
  if (sum === 0 && looks.length > 0) return "counts-itself-too-late";
  const anew = readAnew(happened, sleeper);
  if (anew !== undefined) return { id: "sleeps-on-a-fresh-look", by: anew };
  if (max === 1 && sleeper.value === 1) {
    return looks.some((one) => one.thread === thread)
      ? "sleeps-beside-free-permits"
      : "refuses-the-last-permits";
  }
  const release = happened.changes(PERMITS).at(-1);
  const look = looks.findLast((one) => one.thread === release?.thread);
  if (release && look?.result === 0 && happened.isBefore(look, release)) {
    return { id: "looks-for-waiters-too-early", by: look };
  }
  const [wrong] = happened.on(WAITERS, "notify");
  if (wrong !== undefined) return { id: "wakes-the-wrong-word", by: wrong };
  if (happened.neverNotified(PERMITS)) return "never-notifies";
  const found = wokeNone(happened);
  if (found) return { id: "finds-waiters-and-wakes-none", by: found };
  return release && looks.length === 0 && Number(release.result) > 0 &&
      happened.notifiesAfter(release, PERMITS).length === 0
    ? { id: "notifies-only-from-zero", by: notifyFromZero() }
    : undefined;
}

/** Who counted out what it had not counted in, if fewer are counted than wait. */
function countedOutTwice(happened: Happened): TraceEvent | undefined {
  const changes = happened.changes(WAITERS);
  const by = (one: TraceEvent) =>
    Number(happened.after(one)) - Number(one.result);
  const asleep = happened.sleepers.filter(({ address }) => address === PERMITS);
  const isTooLow = Number(happened.words[WAITERS / 4]) < asleep.length;
  // Where nobody counts itself in, that is what is missing.
  if (!isTooLow || changes.every((one) => by(one) <= 0)) return undefined;
  const counted = new Map<number, number>();
  return changes.find((one) => {
    const sum = (counted.get(one.thread) ?? 0) + by(one);
    counted.set(one.thread, sum);
    return sum < 0;
  });
}

/** The look of a release that found waiters, after which it woke none. */
function wokeNone(happened: Happened): TraceEvent | undefined {
  const release = happened.changes(PERMITS).at(-1);
  const found = happened.on(WAITERS, "load").findLast((one) =>
    one.thread === release?.thread && happened.isBefore(release, one)
  );
  return found && Number(found.result) > 0 &&
      happened.of(found.thread).at(-1) !== found &&
      happened.notifiesAfter(found, PERMITS).length === 0
    ? found
    : undefined;
}

/** The look at the number to sleep on, if it came after that which decided. */
function readAnew(
  happened: Happened,
  { thread, since }: Sleeper,
): TraceEvent | undefined {
  const all = happened.of(thread);
  const own = all.filter(({ address }) => address === PERMITS);
  const at = own.indexOf(since);
  const [look, last] = [own[at - 2], own[at - 1]];
  // Who lost a race may look once more, and decide by that.
  const isLate = look?.kind === "load" || all[all.indexOf(since) - 1] === last;
  return isLate && look !== undefined && last?.kind === "load" &&
      last.result !== look.result
    ? last
    : undefined;
}

/** Why one of several sleepers, for whom there are permits, was not woken. */
export function whyNotWoken(happened: Happened): Shown {
  const asleep = happened.sleepers.filter(({ address }) => address === PERMITS);
  const notifies = happened.on(PERMITS, "notify");
  if (asleep.length === 0) return undefined;
  const isTimed = asleep.every(({ timed }) => timed);
  if (isTimed && notifies.length === 0) {
    return {
      id: "time-limit-for-a-notify",
      method: ["Semaphore.release()", "Semaphore.acquire()"],
    };
  }
  const found = wokeNone(happened);
  if (found) return { id: "finds-waiters-and-wakes-none", by: found };
  return notifies.some(({ extra }) => extra !== Infinity)
    ? "wakes-some-of-different-waiters"
    : notifies.length === 0 && happened.on(WAITERS, "load").length === 0
    ? "never-notifies"
    : undefined;
}

/** Whether the last look at the permits has found that there are none. */
function hasFoundNone(happened: Happened): boolean {
  const [last] = happened.on(PERMITS).slice(-1);
  return last?.kind === "load" && last.result === 0;
}

/**
 * Whether the first word says how many permits are free, as in the lesson, where
 * 3 are at first. Others may count those that are taken.
 */
function countsTheFree(happened: Happened): boolean {
  return happened.on(PERMITS)[0]?.result === 3;
}

/** What went wrong with attempts and releases of one thread alone. */
export function whyRefused(happened: Happened): Known {
  if (happened.kind === "deadlock") return "try-waits";
  if (!countsTheFree(happened)) return undefined;
  if (
    /0 permits free returned true/.test(`${happened.error}`) &&
    hasFoundNone(happened)
  ) {
    return "takes-none-for-success";
  }
  const changes = happened.changes(PERMITS);
  const given = changes.find((one) =>
    Number(happened.after(one)) > Number(one.result)
  );
  if (happened.kind === "exception") {
    // Behind the four attempts, release() is called.
    return given === undefined && happened.logs[0]?.length === 4 &&
        /^(Range)?Error/.test(`${happened.error}`)
      ? "refuses-the-maximum"
      : undefined;
  }
  const [end] = changes.slice(-1);
  const taken = Number(end?.result) - Number(end && happened.after(end));
  const missing = Number(happened.logs[0]?.at(-1)) - taken;
  if (taken > 0 && /free returned true/.test(`${happened.error}`)) {
    if (missing > 0) return "takes-fewer-than-asked";
  }
  const negative = changes.find((one) => Number(happened.after(one)) < 0);
  if (negative !== undefined) {
    // Where that is the last change, release() made it, and not the attempt.
    if (/After release/.test(`${happened.error}`) && negative === end) {
      return "release-ignores-its-count";
    }
    if (/returned true/.test(`${happened.error}`)) {
      return "takes-what-is-not-there";
    }
    return "try-keeps-what-it-took";
  }
  if (
    missing === 0 && /free returned false/.test(`${happened.error}`) &&
    happened.on(PERMITS).at(-1) === end
  ) {
    return "says-the-reverse";
  }
  // release() was not called yet: something else has added permits.
  if (given !== undefined && /(^|: )tryAcquire/.test(`${happened.error}`)) {
    return undefined;
  }
  const asked = happened.logs[0]?.at(-1);
  if (given === undefined && /After release/.test(`${happened.error}`)) {
    return "release-ignores-its-count";
  }
  if (given !== undefined) {
    const added = Number(happened.after(given)) - Number(given.result);
    return added === 3 ? undefined : "release-ignores-its-count";
  }
  const [last] = happened.on(PERMITS).slice(-1);
  return last?.kind === "load" && last.result === asked
    ? "refuses-the-last-permits"
    : undefined;
}

/** What went wrong with a release beyond the maximum. */
export function whyTooMany(happened: Happened): Shown {
  const { kind, message, logs: [asked = []], words } = happened;
  if (kind !== "assertion" || !countsTheFree(happened)) return undefined;
  if (/refused (ones|release)/.test(message)) {
    if (/returned true/.test(message) && hasFoundNone(happened)) {
      return "takes-none-for-success";
    }
    // Before anybody takes some, and 3 are free until one more is added.
    const tried = happened.events.findLast(({ kind }) => kind === "reach");
    const by = happened.changes(PERMITS).findLast((one) =>
      tried === undefined || happened.isBefore(one, tried)
    );
    const right = tried === undefined ? 3 : 4;
    return by && Number(happened.after(by)) > right
      ? { id: "refused-release-adds", by }
      : undefined;
  }
  const [, before] = message.match(/with (\d) of at most 4 permits/) ?? [];
  if (before === undefined) return undefined;
  const free = words[PERMITS / 4];
  if (free === Number(before)) return "refuses-in-silence";
  if (free === 4) return "fills-up";
  if (Number(free) < 4) return undefined;
  const id = asked.at(-1) === 4 ? "no-maximum" : "maximum-off-by-one";
  return { id, by: happened.changes(PERMITS).at(-1) };
}

/** Whether a release has found another number than before, and has not asked. */
export function whyAskedOnce(happened: Happened): Shown {
  const [max = 0] = happened.words.subarray(OFFSET / 4 + 2);
  const by = happened.changes(PERMITS).find((one) =>
    Number(happened.after(one)) > max
  );
  const lost = happened.on(PERMITS, "compareExchange").some((one) =>
    one.thread === by?.thread && one.result !== one.value &&
    happened.isBefore(one, by)
  );
  return by && lost ? { id: "maximum-asked-once", by } : undefined;
}

/** Whether a release adds permits before it knows that it may. */
export function whyMoreThanThereIs(happened: Happened): Known {
  // None of its threads calls acquire().
  if (happened.sleepers.some(({ address }) => address === PERMITS)) {
    return "try-waits";
  }
  return happened.changes(PERMITS).some((one) =>
      Number(happened.after(one)) > 1
    )
    ? "adds-before-it-looks"
    : undefined;
}

/** Whether permits were taken that are not there, and another thread missed them. */
export function whyMissedByAnother(happened: Happened): Known {
  return !/returned true/.test(`${happened.error}`) &&
      happened.changes(PERMITS).some((one) => Number(happened.after(one)) < 0)
    ? "takes-before-it-looks"
    : undefined;
}

/** Whether a release ended as another thread had come between. */
export function whyReleaseGaveUp(happened: Happened): Known {
  return happened.logs.some(([released], thread) => {
      const own = happened.on(PERMITS).filter((one) => one.thread === thread);
      const lost = own.findIndex((one) =>
        one.kind === "compareExchange" && one.result !== one.value
      );
      return released === true && lost >= 0 &&
        own[lost + 1]?.kind !== "compareExchange";
    })
    ? "release-gives-up-when-another-was-faster"
    : undefined;
}

/** Whether a thread goes through many permits one by one. */
export function whyEndless(happened: Happened): Shown {
  const steps = happened.changes(PERMITS).filter((one) =>
    Math.abs(Number(happened.after(one)) - Number(one.result)) === 1
  );
  const by = steps.at(-1);
  return steps.length <= 10 || by === undefined
    ? undefined
    : Number(happened.after(by)) < Number(by.result)
    ? { id: "takes-one-by-one", by }
    : { id: "gives-one-by-one", by };
}

/** Whether two threads tried at once and one gave up as the other was faster. */
export function whyGaveUp(happened: Happened): Shown {
  const loser = happened.events.at(-1)?.thread ?? 0;
  const last = happened.of(loser).findLast(({ address }) =>
    address === PERMITS || address === WAITERS
  );
  return happened.kind !== "assertion"
    ? whySemaphore(happened)
    : last?.address === WAITERS && last.kind === "load"
    ? "try-gives-way-to-waiters"
    : last?.kind === "compareExchange" && last.result !== last.value &&
        Number(last.result) > 0
    ? "try-gives-up-when-another-was-faster"
    : whySemaphore(happened);
}
