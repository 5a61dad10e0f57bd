import {
  type Happened,
  script,
  type TraceEvent,
} from "../../harness/explorer/mod.ts";
import { Story } from "../../harness/story/story.ts";
import type { Known, Shown } from "../misconceptions.ts";
import { OFFSET } from "../models/mutex.ts";
import { triedAndHeld } from "../models/mutex_token.ts";

/** What went wrong with an attempt of one thread on a held mutex. */
export function whyAttempt(
  thread: number,
): (happened: Happened) => Known {
  return (happened) => {
    if (happened.sleepers.some((one) => one.thread === thread)) {
      return "try-waits";
    }
    const own = happened.on(OFFSET).filter((one) => one.thread === thread);
    const [first] = own;
    if (first === undefined) return undefined;
    if (happened.of(thread).some(({ kind }) => kind === "throw")) {
      return "held-is-an-error";
    }
    if (isFailedSwap(first) && happened.logs[thread]?.[0] === true) {
      return "token-for-a-held-mutex";
    }
    return overwrites(first) ? "try-writes-before-it-knows" : undefined;
  };
}

/** What went wrong with attempts that come between other threads' operations. */
export function whyAnyAttempt(happened: Happened): Known {
  if (happened.kind === "waited") {
    const { thread } = happened.events.at(-1) ?? {};
    return happened.on(OFFSET, "load", "read").some((one) =>
        one.thread === thread && one.result === 0
      )
      ? "try-looks-and-then-locks"
      : "try-waits";
  }
  return happened.torn(OFFSET) === undefined
    ? undefined
    : "looks-and-takes-in-two-operations";
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

/** Whether an unlock throws also where nobody waits. */
function throwsAlone(): boolean {
  try {
    script(new Story(), triedAndHeld).run(0).toEnd();
    return false;
  } catch {
    return true;
  }
}

/** How a free mutex was taken as one that others wait for, if it was. */
export function takenAsContended(
  happened: Happened,
  thread: number,
): TraceEvent | undefined {
  const own = happened.changes(OFFSET).filter((one) => one.thread === thread);
  const taken = own.find(({ result }) => result === 0);
  return taken && happened.after(taken) === 2 ? taken : undefined;
}

/** What went wrong when a token was to lock again. */
export function whyRelock(happened: Happened): Known {
  const [asleep] = happened.sleepers;
  if (asleep !== undefined && happened.kind === "deadlock") {
    return happened.events.every(({ thread }) => thread === asleep.thread)
      ? "relock-waits-for-itself"
      : undefined;
  }
  if (happened.kind === "exception") {
    return happened.holder(OFFSET) === happened.events.at(-1)?.thread
      ? "relock-leaves-the-token-unlocked"
      : undefined;
  }
  if (/that holds the mutex succeeded/.test(`${happened.error}`)) {
    return "relock-in-silence";
  }
  for (const { thread } of happened.insiders) {
    const own = happened.on(OFFSET).filter((one) => one.thread === thread);
    const [last] = own.slice(-1);
    if (last === undefined || /^(woken|spurious|wait)$/.test(last.kind)) {
      continue;
    }
    if (isFailedSwap(last)) return "relock-gives-up";
    if (happened.holder(OFFSET) !== thread) return "relock-takes-nothing";
  }
  return undefined;
}

function overwrites({ kind, result }: TraceEvent): boolean {
  return kind === "store" || kind === "write" ||
    (kind === "exchange" && result !== 0);
}

function isFailedSwap({ kind, value, result }: TraceEvent): boolean {
  return kind === "compareExchange" && value !== result;
}
