import {
  type Happened,
  script,
  type TraceEvent,
} from "../../harness/explorer/mod.ts";
import { Story } from "../../harness/story/story.ts";
import type { Known, Shown } from "../misconceptions.ts";
import { OFFSET } from "../models/mutex.ts";
import { UNMARKED } from "../models/mutex_cost.ts";
import { REFUSED, triedAndHeld } from "../models/mutex_token.ts";

/** What went wrong with an attempt of one thread on a held mutex. */
export function whyAttempt(
  thread: number,
): (happened: Happened) => Shown {
  return (happened) => {
    if (happened.sleepers.some((one) => one.thread === thread)) {
      return "try-waits";
    }
    const own = happened.on(OFFSET).filter((one) => one.thread === thread);
    const [first] = own;
    if (first === undefined) return undefined;
    const [hasToken] = happened.logs[thread] ?? [];
    // Once it has an answer, something else has thrown.
    if (
      hasToken === undefined &&
      happened.of(thread).some(({ kind }) => kind === "throw")
    ) return "held-is-an-error";
    const by = own.find((one) => overwrites(one) && isTrying(happened, one));
    if (hasToken) {
      const freed = happened.freedByAnother(OFFSET);
      const isHeld = isFailedSwap(first) ||
        by !== undefined && !/store|write/.test(by.kind) ||
        // It unlocks then what its attempt has given it a token for.
        freed?.thread === thread && !isTrying(happened, freed);
      return isHeld ? "token-for-a-held-mutex" : undefined;
    }
    return whyFreed(happened) ??
      (by && { id: "try-writes-before-it-knows", by });
  };
}

/** What went wrong with attempts that come between other threads' operations. */
export function whyAnyAttempt(happened: Happened): Shown {
  if (happened.kind === "waited") {
    const { thread } = happened.events.at(-1) ?? {};
    return happened.on(OFFSET, "load", "read").some((one) =>
        one.thread === thread && one.result === 0
      )
      ? "try-looks-and-then-locks"
      : "try-waits";
  }
  const freed = whyFreed(happened);
  if (freed !== undefined) return freed;
  if (happened.torn(OFFSET) !== undefined) {
    return "looks-and-takes-in-two-operations";
  }
  const by = happened.on(OFFSET).find((one) =>
    overwrites(one) && isTrying(happened, one)
  );
  return by && { id: "try-writes-before-it-knows", by };
}

/** Whether a thread was within an attempt. */
function isTrying(happened: Happened, one: TraceEvent): boolean {
  return happened.of(one.thread).findLast((mark) =>
    /lockIfAvailable/.test(mark.text) && happened.isBefore(mark, one)
  )?.kind === "enter";
}

/** Whether a thread that has never had the mutex has freed it. */
function whyFreed(happened: Happened): Shown {
  const by = happened.freedByAnother(OFFSET);
  const isOwner = happened.changes(OFFSET).some((one) =>
    one.thread === by?.thread && one.result === 0 && happened.isBefore(one, by)
  );
  return by === undefined || isOwner
    ? undefined
    : { id: "try-frees-what-another-holds", by };
}

/** Whether the mutex was freed beside a sleeper, and nobody notified. */
export function freesInSilence(happened: Happened): Known {
  const freed = happened.changes(OFFSET).findLast((one) =>
    happened.after(one) === 0
  );
  return freed !== undefined && happened.sleepers.length > 0 &&
      happened.notifiesAfter(freed, OFFSET).length === 0
    ? "unlock-wakes-nobody"
    : undefined;
}

/** Why the unlock of a free mutex has thrown nothing, or has changed it. */
export function whySilent(happened: Happened): Shown {
  const [hasThrown] = happened.logs[0] ?? [];
  const begun = happened.events.findLast(({ kind }) => kind === "reach");
  if (begun === undefined || hasThrown === undefined) return undefined;
  if (hasThrown) {
    const by = happened.changes(OFFSET).at(-1);
    return by && happened.isBefore(begun, by) && happened.after(by) !== 0
      ? { id: "unlock-changes-a-free-mutex", by }
      : undefined;
  }
  const look = happened.on(OFFSET).find((one) =>
    one.result === 0 && happened.isBefore(begun, one)
  );
  const by = look && happened.notifiesAfter(look, OFFSET).at(0);
  return by !== undefined && !notifiesAnyway()
    ? { id: "takes-unlocked-for-contended", by }
    : {
      id: "unlock-of-unlocked-is-silent",
      method: ["release()", "MutexToken.unlock()"],
    };
}

/** Whether an unlock notifies also where nobody waits. */
function notifiesAnyway(): boolean {
  try {
    const s = script(new Story(), triedAndHeld);
    s.run(0).toEnd();
    return s.cost(0).notify > 0;
  } catch {
    return true;
  }
}

/** Whether an unlock threw that has freed a mutex for which others wait. */
export function disownsContended(happened: Happened): Shown {
  const thrown = happened.events.findLast(({ kind }) => kind === "throw");
  const freed = happened.changes(OFFSET).findLast(({ thread }) =>
    thread === thrown?.thread
  );
  if (freed?.result !== 2 || happened.after(freed) !== 0) return undefined;
  const method = throwsAlone() ? "MutexToken.unlock()" : "release()";
  return { id: "contended-counts-as-unlocked", method };
}

/** Whether an unlock threw right after its notify had woken nobody. */
export function disownsTheAwake({ events }: Happened): Shown {
  const thrown = events.findLast(({ kind }) => kind === "throw");
  const before = events.findLast((one) =>
    one.thread === thrown?.thread && one !== thrown
  );
  return before?.kind === "notify" && before.result === 0
    ? { id: "returns-whether-woken", by: before }
    : undefined;
}

/** Whether an unlock throws also where nobody waits. */
function throwsAlone(): boolean {
  try {
    script(new Story(), triedAndHeld).run(0).toEnd();
    return false;
  } catch {
    return true;
  }
}

/** Why the mutex of another thread was freed by an unlock() too many. */
export function whyUnlockedAgain(happened: Happened): Known {
  const freed = happened.freedByAnother(OFFSET);
  if (freed === undefined) return undefined;
  return happened.of(freed.thread).some((one) =>
      one.text.includes(REFUSED) && happened.isBefore(freed, one)
    )
    ? "unlock-frees-before-it-refuses"
    : "unlock-ignores-the-token";
}

/** Why an unlock() too many has thrown nothing. */
export function whyUnheard({ kind, events }: Happened): Shown {
  if (kind !== "assertion") return undefined;
  const thread = events.at(-1)?.thread;
  const own = events.filter((one) => one.thread === thread);
  const by = own.slice(own.findLastIndex(({ kind }) => kind === "reach"))
    .find((one) =>
      one.address === OFFSET && /^(load|read)$/.test(one.kind) &&
      one.result !== 0
    );
  return by ? { id: "unlock-asks-the-word", by } : "second-unlock-is-silent";
}

/** How a free mutex was taken as one that others wait for, if it was. */
export function takenAsContended(
  happened: Happened,
  thread: number,
): TraceEvent | undefined {
  // The last time: a token that locks again may take it in its own way.
  const own = happened.changes(OFFSET).filter((one) => one.thread === thread);
  const freed = own.findLast((one) => happened.after(one) === 0);
  const marked = own.findLast((one) => happened.after(one) === 2);
  return marked?.result === 0 || freed?.result === 2 ? marked : undefined;
}

/** Where a token that is to lock again waits by itself, and not in acquire(). */
export function whyInItsOwnLoop(happened: Happened): Shown {
  const thread = happened.kind === "spinning"
    ? happened.events.at(-1)?.thread
    : happened.kind === "deadlock"
    ? happened.sleepers.find(({ now }) => now === 0)?.thread
    : undefined;
  const own = happened.events.filter((one) => one.thread === thread);
  const by = own.slice(own.findLastIndex(({ kind }) => kind === "reach") + 1)
    .findLast(({ kind }) => kind === "wait");
  return by?.address === OFFSET && by.where?.calls.length === 1 &&
      own.some(({ kind }) => kind === "reach")
    ? { id: "relock-waits-in-its-own-way", by }
    : undefined;
}

/** What went wrong when a token was to lock again. */
export function whyRelock(happened: Happened): Shown {
  const [asleep] = happened.sleepers;
  if (asleep !== undefined && happened.kind === "deadlock") {
    return happened.events.every(({ thread }) => thread === asleep.thread)
      ? "relock-waits-for-itself"
      : staysLocked(happened)
      // It says that it is locked: the end of the block goes by something else.
      ? {
        id: "relock-leaves-the-token-unlocked",
        method: ["MutexToken.lock()", "MutexToken[Symbol.dispose]()"],
      }
      : undefined;
  }
  if (happened.kind === "exception") {
    return happened.holder(OFFSET) === happened.events.at(-1)?.thread
      ? "relock-leaves-the-token-unlocked"
      : asksTheWord(happened)
      ? "relock-asks-the-word"
      : undefined;
  }
  if (/that holds the mutex succeeded/.test(`${happened.error}`)) {
    return "relock-in-silence";
  }
  const thread = happened.events.at(-1)?.thread ?? -1;
  const isUnmarked = `${happened.error}`.includes(UNMARKED);
  if (isUnmarked && happened.holder(OFFSET) === thread) {
    return "relock-leaves-the-token-unlocked";
  }
  const those = isUnmarked ? [{ thread }] : happened.insiders;
  for (const { thread } of those) {
    const own = happened.on(OFFSET).filter((one) => one.thread === thread);
    const [last] = own.slice(-1);
    if (last === undefined || /^(woken|spurious|wait)$/.test(last.kind)) {
      continue;
    }
    if (isFailedSwap(last)) return "relock-gives-up";
    if (happened.holder(OFFSET) !== thread) {
      // In other words than the mutex's.
      const by = happened.of(thread).findLast(({ kind, address }) =>
        kind === "compareExchange" && address !== OFFSET
      );
      return { id: "relock-takes-nothing", by };
    }
  }
  return undefined;
}

/** Whether a thread has ended with the mutex that its token locked again. */
function staysLocked(happened: Happened): boolean {
  const holder = happened.holder(OFFSET) ?? -1;
  const again = happened.of(holder).findLast(({ kind }) => kind === "reach");
  return again !== undefined && happened.hasEnded(holder) &&
    happened.changes(OFFSET).filter((one) =>
        one.thread === holder && happened.isBefore(again, one)
      ).length === 1;
}

/** Whether a thread has thrown right after it saw that another has the mutex. */
function asksTheWord({ events }: Happened): boolean {
  const last = events.at(-1);
  const look = events.findLast((one) =>
    one.thread === last?.thread && one !== last
  );
  return look?.address === OFFSET && /^(load|read|comp)/.test(look.kind) &&
    look.result !== 0;
}

function overwrites({ kind, value, result }: TraceEvent): boolean {
  return kind === "store" || kind === "write" ||
    (kind === "exchange" && result !== 0) ||
    (kind === "compareExchange" && result !== 0 && result === value);
}

function isFailedSwap({ kind, value, result }: TraceEvent): boolean {
  return kind === "compareExchange" && value !== result;
}
