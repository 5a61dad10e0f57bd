import type { Happened, TraceEvent } from "../harness/explorer/mod.ts";
import { Condition } from "../../lessons/given/condition.ts";
import { Mutex } from "../../lessons/given/mutex.ts";
import { type Known, means } from "./misconceptions.ts";

// Where the parts of a record lie, in bytes.
export const MUTEX = 0;
/** The two conditions: `emptied` and `filled`, if it is a mailbox. */
export const CONDITIONS = Mutex.BYTE_LENGTH;
export const STATE = CONDITIONS + 2 * Condition.BYTE_LENGTH;
const NUMBERS = STATE + 8;

/** What a schedule shows in which a mailbox is used. */
export function shownByMailbox(happened: Happened) {
  if (happened.kind === "deadlock") return means(sharedCondition(happened));
  const outside = happened.kind === "race" ? unlocked(happened) : undefined;
  if (outside === undefined) return undefined;
  // Since the script's last stop, or from the start: what the thread calls now.
  const own = happened.of(outside.thread);
  const call = own.slice(own.findLastIndex(({ kind }) => kind === "reach") + 1);
  const hadLocked = call.some((event) =>
    event.address === MUTEX && happened.isBefore(event, outside)
  );
  return means(
    !hadLocked
      ? "closes-without-lock"
      : outside.kind === "read" && Number(outside.address) >= NUMBERS
      ? "copies-after-unlock"
      : undefined,
  );
}

/** Of two pairs, the first two threads put. */
const isPutter = (thread: number) => thread < 2;

/** Whether some wait to put and others to take, on the same condition. */
function sharedCondition({ sleepers, threads }: Happened): Known {
  if (threads !== 4) return undefined;
  const [first, ...others] = sleepers.filter(({ address }) =>
    address !== MUTEX
  );
  return first !== undefined &&
      others.some(({ thread, address }) =>
        address === first.address && isPutter(thread) !== isPutter(first.thread)
      )
    ? "one-condition-wakes-the-wrong-one"
    : undefined;
}

/** What a schedule shows in which thread 0 publishes and others read. */
export function shownByLatest(happened: Happened) {
  return means(inLatest(happened));
}

function inLatest(happened: Happened): Known {
  switch (happened.kind) {
    case "race": {
      const outside = unlocked(happened);
      if (outside === undefined) {
        return /T0 does an atomic \w+ of state/.test(happened.message)
          ? "publishes-without-lock"
          : undefined;
      }
      return outside.thread === 0
        ? "publishes-without-lock"
        : "reads-without-lock";
    }
    case "assertion":
      return unlocksBetween(happened)
        ? "unlocks-between-the-numbers"
        : happened.message.includes("a value before any")
        ? "zeros-before-the-first-value"
        : undefined;
    case "deadlock":
      return wokeOne(happened)
        ? "publish-wakes-one"
        : toldBefore(happened)
        ? "notifies-before-it-publishes"
        : undefined;
    default:
      return undefined;
  }
}

/** Whether the condition was notified before the value was counted, and not after. */
function toldBefore(happened: Happened): boolean {
  const counted = happened.on(STATE, "write").at(-1);
  return happened.sleepers.some(({ address }) => {
    const told = happened.on(address, "notify").at(-1);
    return told !== undefined && counted !== undefined &&
      happened.isBefore(told, counted);
  });
}

/** Whether somebody sleeps on a condition that was notified for one thread only. */
export function wokeOne(happened: Happened): boolean {
  return happened.sleepers.some(({ address }) =>
    happened.on(address, "notify").at(-1)?.extra === 1
  );
}

/** Whether thread 0 notifies no sleeper of a condition since it stopped last. */
export function passesOver(happened: Happened): boolean {
  const own = happened.of(0);
  const last = own.slice(own.findLastIndex(({ kind }) => kind === "reach"));
  return happened.sleepers.every((sleeper) =>
    sleeper.address !== MUTEX &&
    !last.some(({ kind, address }) =>
      kind === "notify" && address === sleeper.address
    )
  );
}

/** The first access to the state or the numbers by who does not hold the mutex. */
function unlocked(happened: Happened): TraceEvent | undefined {
  let holder: number | undefined;
  for (const event of happened.events) {
    if (event.address === MUTEX) {
      const after = happened.after(event);
      if (after === 0) holder = undefined;
      else if (event.kind === "compareExchange" && event.result === 0) {
        holder = event.thread;
      }
    }
    const isPart = event.kind === "read" || event.kind === "write";
    if (isPart && holder !== event.thread) return event;
  }
  return undefined;
}

/** Whether the mutex was free between two numbers that one value consists of. */
function unlocksBetween(happened: Happened): boolean {
  const own = happened.of(0);
  return own.some((event, index) => {
    if (event.kind !== "write" || event.address !== NUMBERS) return false;
    const rest = own.slice(index + 1);
    const second = rest.findIndex(({ kind }) => kind === "write");
    return rest.slice(0, second).some((between) =>
      between.address === MUTEX && happened.after(between) === 0
    );
  });
}
