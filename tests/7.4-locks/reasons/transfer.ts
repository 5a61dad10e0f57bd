import {
  type Happened,
  script,
  type TraceEvent,
} from "../../harness/explorer/mod.ts";
import { Story } from "../../harness/story/story.ts";
import type { Shown } from "../misconceptions.ts";
import { Account, enough, OFFSET } from "../models/transfer.ts";

const SIZE = Account.BYTE_LENGTH;
/** The most an account can hold. */
const MOST = 0x7fff_ffff;

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

/** How much a thread has added to each balance that it has written. */
function addedBy(happened: Happened, thread: number): number[] {
  const all = happened.of(thread);
  // What it saw with other locks, or none, may have changed since.
  const own = all.slice(all.findLastIndex(isTaking) + 1).filter(isBalance);
  const written = new Set(own.filter(isWritten).map(({ address }) => address));
  return [...written].map((address) => {
    const uses = own.filter((one) => one.address === address);
    return Number(uses.findLast(isWritten)?.value) - Number(uses[0]?.result);
  });
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

/** Why a thread waits for an account for ever. */
function whyLocked(happened: Happened): Shown {
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
function leavesLocked(
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

/** Why a transfer was not refused, or was refused wrongly. */
export function whyRefused(happened: Happened): Shown {
  const { kind, message, error, events, words, logs: [asked = []] } = happened;
  // What the transfer did that was asked for last.
  const since = events.slice(
    events.findLastIndex(({ kind }) => kind === "reach"),
  ).filter(isBalance);
  if (kind === "deadlock") {
    // Where an account pays itself, it may wait for itself.
    return `${asked.at(-1)}`.includes("itself")
      ? undefined
      : leavesLocked(happened);
  }
  if (kind === "exception") {
    if (!(error instanceof RangeError)) return undefined;
    if (asked.at(-1) === "neither money nor room") {
      return { id: "too-little-is-an-error", by: since.at(-1) };
    }
    return asked.at(-1) === "too much" &&
        since.some(({ result }) => result === MOST - 1)
      ? "leaves-the-last-cent-of-room"
      : undefined;
  }
  if (kind !== "assertion") return undefined;
  const [, told, left] =
    message.match(/ (was refused|returned true), and .* holds (-?\d+)/) ??
      [];
  if (told !== undefined) {
    return told === "was refused"
      ? "moves-before-it-refuses"
      : message.includes("to itself") && Number(left) > 5
      ? "self-transfer-makes-money"
      : undefined;
  }
  if (message.includes("returned false")) {
    if (!message.includes("5 cents")) return undefined;
    const by = since.at(-1);
    if (message.includes("to itself")) {
      return { id: "self-transfer-is-refused", by };
    }
    if (
      since.some(isWritten) && addedBy(happened, 0).some((sum) => sum !== 0)
    ) return { id: "says-that-it-refused", by };
    // One that has not seen those 5 cents has looked at something else.
    return since.some(({ result }) => result === 5)
      ? { id: "refuses-the-last-cent", by }
      : undefined;
  }
  switch (asked.at(-1)) {
    case "to itself":
      return "self-transfer-skips-the-check";
    case "full, to itself":
      return "self-transfer-needs-room";
    case "two buffers":
      return "accounts-of-two-buffers";
    case "too much":
      if (!message.includes("threw no error")) return undefined;
      return Number(words[(OFFSET + 2 * SIZE - 4) / 4]) < 0
        ? "receiver-overflows"
        : "no-room-is-no-error";
    default:
      return undefined;
  }
}

/** Why a balance was used whose account the thread does not hold. */
function whyUnguarded(happened: Happened): Shown {
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

function isBalance({ kind, address = -1 }: TraceEvent): boolean {
  return (kind === "read" || kind === "write") &&
    (address - OFFSET) % SIZE === SIZE - 4;
}

function isWritten(event: TraceEvent): boolean {
  return event.kind === "write" && isBalance(event);
}

function isAccount({ address = -1 }: TraceEvent): boolean {
  return address >= OFFSET && (address - OFFSET) % SIZE === 0;
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

/** Whether a thread has taken a lock, which was free. */
function isTaking({ kind, result }: TraceEvent): boolean {
  return (kind === "compareExchange" || kind === "exchange") && result === 0;
}

/** Whether who has taken a lock has freed it before it used what is guarded. */
function isFreed(
  happened: Happened,
  taken: TraceEvent,
  use: TraceEvent,
): boolean {
  return happened.changes(Number(taken.address)).some((one) =>
    one.thread === taken.thread && happened.after(one) === 0 &&
    happened.isBefore(taken, one) && happened.isBefore(one, use)
  );
}
