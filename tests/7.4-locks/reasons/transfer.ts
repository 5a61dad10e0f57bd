import type { Happened, TraceEvent } from "../../harness/explorer/mod.ts";
import type { Shown } from "../misconceptions.ts";
import {
  addedBy,
  isAccount,
  isBalance,
  isTaking,
  isWritten,
  SIZE,
} from "./account_events.ts";
import { isFreed, whyLocked, whyUnguarded } from "./transfer_locks.ts";

/** What went wrong with money that moves between accounts. */
export function whyTransfer(happened: Happened): Shown {
  switch (happened.kind) {
    case "deadlock":
      return whyLocked(happened);
    case "race":
      return whyUnguarded(happened);
    case "exception":
      // No account that holds 4 cents is to pay more than that.
      return whyNoRoom(happened, 4);
    default:
      return whySeenOnce(happened) ?? whyToldWrongly(happened) ??
        whyMovedWrongly(happened);
  }
}

/**
 * Why money moved by a balance that another thread has changed since it was
 * seen, while the lock was given back: where the lock was taken again.
 */
export function whySeenOnce(happened: Happened): Shown {
  if (happened.kind !== "assertion") return undefined;
  for (const look of happened.events) {
    if (!isBalance(look) || look.kind !== "read") continue;
    const address = Number(look.address);
    const changed = happened.on(address, "write").find((one) =>
      one.thread !== look.thread && happened.isBefore(look, one)
    );
    const isLater = (one: TraceEvent) =>
      one.thread === look.thread && changed !== undefined &&
      happened.isBefore(changed, one);
    const by = happened.on(address - SIZE + 4).find((one) =>
      isLater(one) && isTaking(one)
    );
    const own = happened.on(address, "read", "write").filter(isLater);
    const move = own.findIndex(({ kind }) => kind === "write");
    // One read is the move's own.
    if (by !== undefined && (move === 0 || move === 1)) {
      return { id: "does-not-look-again", by };
    }
  }
  return undefined;
}

/** Why the accounts hold as much as before, and each another sum than it must. */
function whyMovedWrongly(happened: Happened): Shown {
  if (gained(happened) !== 0) return undefined;
  // Each payer has enough.
  const refused = happened.logs.findIndex(([moved]) => moved === false);
  if (refused >= 0) return whyEnoughIsRefused(happened, refused);
  const isIdle = happened.logs.some(([moved], thread) => {
    const own = happened.of(thread);
    const accounts = own.filter(isAccount).map(({ address }) => address);
    // An account that pays itself has nothing to move.
    return moved === true && new Set(accounts).size > 1 && !own.some(isWritten);
  });
  return isIdle ? "moves-nothing" : "moves-the-wrong-way";
}

/** Why a thread's transfer has returned false though the payer has enough. */
function whyEnoughIsRefused(happened: Happened, thread: number): Shown {
  const own = happened.of(thread);
  const by = own.findLast(isBalance);
  const held = own.filter((one) =>
    by !== undefined && isAccount(one) && isTaking(one) &&
    happened.isBefore(one, by) && !isFreed(happened, one, by)
  );
  if (held.length > 1) return { id: "refuses-what-is-there", by };
  return own.some((one) => isAccount(one) && hasFoundHeld(one))
    ? "refuses-as-another-is-there"
    : undefined;
}

/** Why a transfer throws, if the payer has enough: all accounts hold so much. */
function whyNoRoom(happened: Happened, least: number): Shown {
  const { error } = happened;
  const looks = happened.of(last(happened)).filter((one) =>
    one.kind === "read" && isBalance(one)
  );
  return error instanceof RangeError && !/call stack/.test(error.message) &&
      looks.length > 0 && looks.every(({ result }) => Number(result) >= least)
    ? { id: "refuses-for-room-that-there-is", by: looks.at(-1) }
    : undefined;
}

/** Why the two balances of a transfer that is over do not fit, or its answer. */
function whyToldWrongly(happened: Happened): Shown {
  for (const [thread, [moved]] of happened.logs.entries()) {
    if (typeof moved !== "boolean") continue;
    const by = happened.of(thread).findLast(isWritten);
    const [one = 0, other = 0] = addedBy(happened, thread);
    if (one * other > 0) return { id: "one-balance-the-wrong-way", by };
    if (
      one * other < 0 && !moved && happened.words.every((word) => word >= 0)
    ) {
      return { id: "says-that-it-refused", by };
    }
  }
  return undefined;
}

/** What went wrong with two transfers of 2 cents of an account that holds 3. */
export function whyShort(happened: Happened): Shown {
  const { kind, words, message, logs } = happened;
  if (kind === "exception") return whyShortThrows(happened);
  const told = whyToldWrongly(happened);
  if (told !== undefined) return told;
  if (words.some((word) => word < 0)) {
    return logs.flat().includes(false)
      ? "moves-before-it-refuses"
      : "overdraws";
  }
  // One of them has moved its 2 cents, and the other none.
  return message.includes("payer keeps 1,") &&
      logs.every(([moved]) => moved === true) &&
      logs.some((_, thread) => !happened.of(thread).some(isWritten))
    ? "says-that-it-moved"
    : undefined;
}

/** Why one of those two transfers throws. */
function whyShortThrows(happened: Happened): Shown {
  const own = happened.of(last(happened));
  // One that has moved the money does not throw for want of it.
  if (own.some(isWritten)) return undefined;
  const by = own.findLast((one) => isBalance(one) && one.result === 1);
  // The payer holds 3 at first, and 1 after one transfer; nobody else does.
  return by ? { id: "too-little-is-an-error", by } : whyNoRoom(happened, 0);
}

/** Why there is more money than before, after an account has paid itself. */
export function whyRicher(happened: Happened): Shown {
  const by = happened.of(0).findLast(isBalance);
  const [own = 0] = addedBy(happened, 0);
  return own > 0 && (gained(happened) ?? 0) > 0
    ? { id: "self-transfer-makes-money", by }
    : undefined;
}

/** How much more the accounts hold than they must, together. */
function gained({ message }: Happened): number | undefined {
  const [, got, right] = message.match(
    /accounts hold ([\d, -]+) at the end, and must hold ([\d, -]+)/,
  ) ?? [];
  if (got === undefined || right === undefined) return undefined;
  const sum = (text: string) =>
    text.split(",").reduce((sum, number) => sum + Number(number), 0);
  return sum(got) - sum(right);
}

/** Who did something last. */
function last({ events }: Happened): number {
  return events.at(-1)?.thread ?? -1;
}

/** Whether a thread has found that another one holds a lock. */
function hasFoundHeld({ kind, value, result }: TraceEvent): boolean {
  return Number(result) !== 0 &&
    (kind === "load" || kind === "compareExchange" && value !== result);
}
