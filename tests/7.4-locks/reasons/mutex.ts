import { type Happened, script } from "../../harness/explorer/mod.ts";
import { Story } from "../../harness/story/story.ts";
import type { Known, Shown } from "../misconceptions.ts";
import { marked, OFFSET, queue } from "../models/mutex.ts";

/** What went wrong with a mutex and the count that it guards. */
export function whyMutex(happened: Happened): Shown {
  return happened.changes(0).length > 0
    ? "ignores-byte-offset"
    : whyTwoInside(happened) ?? whyAsleep(happened) ?? whyThrown(happened);
}

/** Why lock() has thrown, after it had slept. */
function whyThrown({ kind, events }: Happened): Known {
  const last = events.at(-1);
  const own = events.filter(({ thread }) => thread === last?.thread);
  const before = own.at(-2);
  return kind === "exception" && before?.address === OFFSET &&
      /^(woken|wait)$/.test(before.kind)
    ? "loses-patience"
    : undefined;
}

/** Why a thread was let in beside another one. */
function whyTwoInside(happened: Happened): Shown {
  if (happened.kind !== "race" && happened.kind !== "invariant") {
    return undefined;
  }
  if (happened.didNotLookAgain(OFFSET) !== undefined) {
    return "woken-means-owner";
  }
  if (happened.torn(OFFSET) !== undefined) {
    return "looks-and-takes-in-two-operations";
  }
  const guests = happened.insiders.map(({ thread }) => thread);
  for (const thread of guests) {
    const own = happened.on(OFFSET).filter((one) => one.thread === thread);
    const freed = own.findLastIndex((one) => happened.after(one) === 0);
    const taken = happened.changes(OFFSET).find((one) =>
      one.result === 0 && own.indexOf(one) > freed
    );
    const by = own.at(-1);
    const isSwap = by?.kind === "exchange" || by?.kind === "compareExchange";
    if (isSwap && by.result !== 0 && !taken) {
      return { id: "takes-what-is-held", by };
    }
  }
  return guests.some((thread) =>
      happened.changes(OFFSET).every((one) => one.thread !== thread)
    )
    ? "lock-takes-nothing"
    : undefined;
}

/** Why a thread sleeps on the mutex for ever. */
function whyAsleep(happened: Happened): Shown {
  const sleeper = happened.sleepers.find(({ address }) => address === OFFSET);
  if (sleeper === undefined) return undefined;
  // A sleep with a time limit is no deadlock. Beside a free mutex it is wrong.
  const isFree = sleeper.now === 0;
  if (happened.kind !== "deadlock" && !(happened.kind === "script" && isFree)) {
    return undefined;
  }
  if (happened.isUnseen(sleeper)) return "sleeps-on-an-unseen-number";
  if (!isFree) return whyHeld(happened);
  if (happened.notifiedTooEarly(OFFSET)) {
    return takesAWakeUp()
      ? {
        id: "hands-over-to-the-woken",
        method: ["acquire()", "release()"],
      }
      : "notify-before-store";
  }
  const torn = happened.torn(OFFSET);
  if (torn !== undefined) {
    return happened.after(torn.write) === 0
      ? "unlocks-in-two-operations"
      : "looks-and-takes-in-two-operations";
  }
  const wiped = happened.changes(OFFSET).find((one) =>
    happened.after(one) === 1 && happened.isBefore(sleeper.since, one) &&
    (one.kind === "store" || one.kind === "compareExchange" && one.result === 2)
  );
  if (wiped) return { id: "wipes-the-mark", by: wiped };
  const silently = happened.changes(OFFSET).filter((one) =>
    happened.after(one) === 0 &&
    !happened.notifiesAfter(one, OFFSET).some(({ thread }) =>
      thread === one.thread
    )
  );
  if (
    sleeper.value === 1 && silently.some(({ result }) => result === 1) &&
    notifiesIfMarked()
  ) return { id: "sleeps-unmarked", by: sleeper.since };
  const freed = silently.find(({ result }) => Number(result) > 1);
  if (sleeper.timed && freed) {
    return {
      id: "time-limit-for-a-notify",
      method: ["release()", "acquire()"],
    };
  }
  if (happened.neverNotified(OFFSET)) {
    return { id: "never-notifies", method: "release()" };
  }
  if (freed) return { id: "frees-without-a-notify", by: freed };
  const silent = happened.changedInSilence(OFFSET)?.thread;
  const hasSlept = happened.on(OFFSET, "woken", "spurious", "timed-out")
    .some(({ thread }) => thread === silent);
  return hasSlept ? "forgets-other-sleepers" : undefined;
}

/** Whether an unlock notifies where the word says that others may sleep. */
function notifiesIfMarked(): boolean {
  try {
    const s = script(new Story(), marked);
    s.run(0).toEnd();
    return s.cost(0).notify > 0;
  } catch {
    return false;
  }
}

/** Whether a thread that is woken for no reason takes that for the mutex. */
function takesAWakeUp(): boolean {
  try {
    const s = script(new Story(), queue);
    s.run(0).until("holds the mutex");
    s.run(1).untilBlocked();
    s.wakeSpuriously(1);
    s.run(1).toEnd();
    return true;
  } catch {
    return false;
  }
}

/** Why the mutex is held although nobody is inside. */
function whyHeld(happened: Happened): Shown {
  const holder = happened.holder(OFFSET) ?? -1;
  if (happened.sleepers.some(({ thread }) => thread === holder)) {
    if (happened.torn(OFFSET)?.write.thread === holder) {
      return "looks-and-takes-in-two-operations";
    }
    // What is left was added by others, which wait: they may be wrong in that.
    if (
      happened.changes(OFFSET).some((one) =>
        one.kind === "sub" && Number(happened.after(one)) > 0
      )
    ) {
      return {
        id: "unlock-leaves-it-locked",
        method: ["release()", "acquire()"],
      };
    }
    const by = happened.changes(OFFSET).findLast(({ thread }) =>
      thread === holder
    );
    return { id: "marks-a-free-mutex", by };
  }
  if (!happened.hasEnded(holder)) return undefined;
  const own = happened.on(OFFSET).filter(({ thread }) => thread === holder);
  const last = happened.changes(OFFSET).findLast((one) => own.includes(one));
  if (last?.result !== 0) return { id: "unlock-leaves-it-locked", by: last };
  const since = own.slice(own.indexOf(last) + 1);
  if (since.every(({ kind }) => kind === "notify")) return "never-unlocks";
  // One that writes 0, and did not, as another thread had marked the word.
  const by =
    since.findLast(({ kind, extra }) =>
      kind === "compareExchange" && Number(extra) === 0
    ) ?? since.find(({ kind, result }) => kind === "load" && result === 2);
  return by && freesUnmarked() ? { id: "unlock-gives-up", by } : undefined;
}

/** Whether an unlock frees a mutex for which nobody waits. */
function freesUnmarked(): boolean {
  try {
    const s = script(new Story(), queue);
    s.run(0).toEnd();
    return s.words()[OFFSET / 4] === 0;
  } catch {
    return false;
  }
}

/** Whether thread 0 has unlocked again, before it left what it had locked. */
export function freesWhileInside(happened: Happened): Known {
  const freed = happened.changes(OFFSET).filter((one) =>
    one.thread === 0 && happened.after(one) === 0
  );
  return freed.length > 1 &&
      happened.insiders.some(({ thread }) => thread === 0)
    ? "disposes-twice"
    : undefined;
}

/** Why the mutex of another thread was unlocked, if it was. */
export function freesAnothers(id: Known): (happened: Happened) => Known {
  return (happened) => happened.freedByAnother(OFFSET) ? id : undefined;
}
