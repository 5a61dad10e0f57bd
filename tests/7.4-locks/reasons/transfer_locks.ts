import {
  type Happened,
  script,
  type TraceEvent,
} from "../../harness/explorer/mod.ts";
import { Story } from "../../harness/story/story.ts";
import type { Shown } from "../misconceptions.ts";
import { enough } from "../models/transfer.ts";
import { isAccount, isBalance, isTaking, SIZE } from "./account_events.ts";

/** Why a thread waits for an account for ever. */
export function whyLocked(happened: Happened): Shown {
  const waits = happened.sleepers.map(({ thread, address, since }) => ({
    thread,
    by: since,
    holder: happened.holder(address),
  }));
  const left = waits.find(({ holder }) => happened.hasEnded(holder ?? -1));
  if (left !== undefined) return leavesLocked(happened, left.by);
  const own = waits.find(({ thread, holder }) => holder === thread);
  if (own !== undefined) {
    const isOnly = happened.of(own.thread).every((one) =>
      !isAccount(one) || one.address === own.by.address
    );
    const id = isOnly && paysByOneHandle()
      ? "compares-handles"
      : "waits-for-itself";
    return { id, by: own.by };
  }
  return waits.length > 1
    ? { id: "locks-in-the-order-of-arguments", by: waits[0]?.by }
    : undefined;
}

/** An account stays locked for which a thread sleeps: where it was taken. */
export function leavesLocked(
  happened: Happened,
  sleep = happened.sleepers[0]?.since,
): Shown {
  const by = happened.on(sleep?.address ?? -1).findLast(isTaking);
  return { id: "leaves-accounts-locked", by };
}

/** Whether an account can pay itself through one and the same handle. */
function paysByOneHandle(): boolean {
  try {
    script(new Story(), enough).run(0).toEnd();
    return true;
  } catch {
    return false;
  }
}

/** Why a balance was used whose account the thread does not hold. */
export function whyUnguarded(happened: Happened): Shown {
  for (const use of happened.events) {
    if (!isBalance(use)) continue;
    const mutex = Number(use.address) - SIZE + 4;
    const own = happened.events.filter((one) =>
      one.thread === use.thread && happened.isBefore(one, use) && isTaking(one)
    );
    const taken = own.filter(({ address }) => address === mutex);
    if (taken.some((one) => !isFreed(happened, one, use))) continue;
    if (taken.length > 0) {
      const isFirst = !happened.of(use.thread).some((one) =>
        isBalance(one) && happened.isBefore(one, use)
      );
      const id = isFirst
        ? "unlocks-before-it-looks"
        : "unlocks-before-it-is-over";
      return { id, by: use };
    }
    if (own.length === 0) {
      // Who locks accounts at other times has not left them to nobody.
      const ever = happened.events.some((one) =>
        isTaking(one) && (one.thread === use.thread ||
          isAccount(one) && one.where?.calls.some((at) => /^transfer/.test(at)))
      );
      const isOpen = !ever && happened.hasEnded(use.thread);
      const id = isOpen ? "takes-no-accounts-lock" : "looks-before-it-locks";
      return { id, by: use };
    }
    const id = own.some(isAccount)
      ? "locks-only-one-account"
      : "one-lock-for-all";
    return { id, by: use };
  }
  return undefined;
}

/** Whether who has taken a lock has freed it before it used what is guarded. */
export function isFreed(
  happened: Happened,
  taken: TraceEvent,
  use: TraceEvent,
): boolean {
  return happened.changes(Number(taken.address)).some((one) =>
    one.thread === taken.thread && happened.after(one) === 0 &&
    happened.isBefore(taken, one) && happened.isBefore(one, use)
  );
}
