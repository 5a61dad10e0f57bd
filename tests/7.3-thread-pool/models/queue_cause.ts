import { AssertionError } from "@std/assert";
import type { Happened, TraceEvent } from "../../harness/explorer/mod.ts";
import { callsIn } from "../../harness/explorer/site.ts";
import type { Meaning } from "../../harness/story/verdict.ts";
import { type Id, means, misconceptions } from "../misconceptions.ts";
import { QueueHistory, type Sleep } from "./queue_history.ts";

/** What a model has found wrong, if it knows the mistake: by its id. */
export class Found extends AssertionError {
  constructor(
    message: string,
    readonly decide:
      | Id
      | undefined
      | ((happened: QueueHistory) => Id | undefined),
  ) {
    super(message);
  }
}

/**
 * The misconception that a schedule of a queue shows; none where what happened
 * decides nothing, and undefined where the kind of failure says it by itself.
 */
export function queueCause(
  { kind, message, error, events }: Happened,
): Meaning | undefined {
  const happened = new QueueHistory(events);
  if (happened.overwritten) return meansAt("ring-wraps-elsewhere", happened);
  switch (kind) {
    case "assertion":
      if (!(error instanceof Found)) return {};
      return meansAt(decided(error.decide, happened), happened);
    case "race":
      return {
        ...means(raceOf(happened)),
        site: happened.unguarded?.where?.calls,
      };
    case "spinning": {
      const spinner = Number(message.match(/^T(\d)/)?.[1]);
      if (happened.holder !== spinner) return means("asks-again-and-again");
      const look = events.findLast(({ thread, kind }) =>
        thread === spinner && kind === "read"
      );
      return {
        ...means("spins-with-the-mutex-locked"),
        site: look?.where?.calls,
      };
    }
    case "polling":
      return means("looks-again-by-a-timer");
    case "deadlock":
      return meansAt(sleepOf(happened), happened);
    case "exception":
      if (isUnbound(error)) {
        const site = callsIn(error.stack ?? "");
        return { ...means("calls-without-this"), site };
      }
      return means(tokenOf(error, happened));
    case "invariant":
      return {};
    case "script":
      return isStuck(happened)
        ? meansAt("mutex-stays-locked", happened)
        : undefined;
    default:
      return undefined;
  }
}

/** What a model has found; what its ring holds says less than its count. */
function decided(
  decide: Found["decide"],
  happened: QueueHistory,
): Id | undefined {
  const id = typeof decide === "function" ? decide(happened) : decide;
  const isVague = id === undefined || id === "ring-wraps-elsewhere" ||
    id === "shift-takes-from-elsewhere";
  return isVague && happened.miscounted ? "counts-items-wrongly" : id;
}

/** Whether a thread waits for the mutex, and nobody will unlock it. */
function isStuck({ asleep, holder = -1, ended }: QueueHistory): boolean {
  const waits = [...asleep.values()].some(({ word }) => word === "mutex");
  return waits && (ended.has(holder) || asleep.get(holder)?.word === "mutex");
}

/** What was done with the mutex's token, if that has thrown. */
function tokenOf(error: unknown, { now }: QueueHistory): Id | undefined {
  const text = error instanceof Error ? error.message : "";
  if (text.startsWith("Cannot push to queue as it is closed")) {
    return now.closed ? "end-is-an-error" : undefined;
  }
  return text.startsWith("Cannot unlock mutex")
    ? "unlocks-twice"
    : text.startsWith("Cannot wait for condition as the token")
    ? "waits-with-the-mutex-unlocked"
    : undefined;
}

/** Whether a method of a condition has found no `this`. */
function isUnbound(error: unknown): error is TypeError {
  return error instanceof TypeError &&
    /private member|reading '(#\w+|notify)'/.test(error.message) &&
    /^[^]*?\n +at \w+ [^\n]*condition\.ts/.test(error.stack ?? "");
}

/** Why threads sleep that should not, told from what happened. */
export function asleep({ events }: Happened): Meaning {
  const happened = new QueueHistory(events);
  return meansAt(sleepOf(happened), happened);
}

/** Names a misconception, with the operation of the thread that shows it. */
export function meansAt(id: Id | undefined, happened: QueueHistory): Meaning {
  const { asleep, holder = -1 } = happened;
  const isShown: Partial<Record<Id, (sleep: Sleep) => boolean>> = {
    "sleeps-with-the-mutex-locked": (sleep) => sleep === asleep.get(holder),
    "sleeps-on-the-wrong-condition": (sleep) => isWrong(sleep, happened),
    "waits-after-the-change": ({ late }) => late,
    "sleeps-again-without-a-look": ({ blind }) => blind,
    "sleeps-though-closed": ({ seen }) => seen.closed,
  };
  const shown = id && isShown[id];
  const event = shown === undefined
    ? culpritOf(id, happened)
    : [...asleep.values()].find(shown)?.event;
  const calls = event?.where?.calls;
  if (id === "pushes-into-a-closed-queue" && happened.unrefused.size > 0) {
    // It has seen the end: it may not have asked for it then, or go on.
    return {
      ...means(id),
      method: [...misconceptions[id].about, "BoundedQueue.refuse()"],
    };
  }
  // What is called in between, with the mutex unlocked, may be right by itself.
  const site = id === "unlocks-between" ? calls?.slice(-1) : calls;
  return { ...means(id), site };
}

/** What a thread did that shows a misconception by itself. */
function culpritOf(
  id: Id | undefined,
  happened: QueueHistory,
): TraceEvent | undefined {
  const { relocked, miscounted, held, silent, tookTwo, strayed } = happened;
  switch (id) {
    case "unlocks-between":
      return relocked;
    case "counts-items-wrongly":
      return miscounted;
    case "ring-wraps-elsewhere":
      return happened.overwritten;
    case "head-leaves-the-ring":
      return strayed;
    case "mutex-stays-locked":
      return held;
    case "limit-is-a-point-in-time":
    case "waits-without-time":
      return happened.slept.get(0)?.event;
    case "takes-two-at-once":
      return tookTwo;
    case "pushes-into-a-closed-queue":
    case "asks-for-the-end-before-the-sleep-only":
      return happened.brought;
    case "push-wakes-nobody":
    case "push-wakes-at-the-edge-only":
      return silent.pushed.at(-1);
    case "pop-wakes-nobody":
    case "pop-wakes-at-the-edge-only":
      return silent.popped.at(-1);
    case "wakes-the-wrong-side":
      return happened.sleepersOn("not empty").length > 0 &&
          happened.now.size > 0
        ? silent.pushed.at(-1)
        : silent.popped.at(-1);
    default:
      return undefined;
  }
}

/** Whether a sleep's condition says nothing of what the thread waits for. */
function isWrong({ word, seen }: Sleep, { capacity }: QueueHistory): boolean {
  return !seen.closed &&
    (word === "not full" && seen.size < capacity ||
      word === "not empty" && seen.size > 0);
}

function raceOf({ unguarded, tried }: QueueHistory): Id | undefined {
  if (unguarded === undefined) return undefined;
  const { word, kind, thread } = unguarded;
  return tried.has(thread)
    ? "goes-on-without-the-mutex"
    : word === "closed" && kind === "write"
    ? "closes-unlocked"
    : "touches-the-ring-unlocked";
}

/** Why those sleep that sleep in the end. */
function sleepOf(happened: QueueHistory): Id | undefined {
  const { asleep, holder, now } = happened;
  if (
    holder !== undefined && asleep.has(holder) &&
    asleep.get(holder)?.word !== "mutex"
  ) return "sleeps-with-the-mutex-locked";
  if (isStuck(happened)) return "mutex-stays-locked";
  for (const sleep of asleep.values()) {
    if (sleep.late) return "waits-after-the-change";
    if (sleep.blind) return "sleeps-again-without-a-look";
    if (isWrong(sleep, happened)) return "sleeps-on-the-wrong-condition";
  }
  if (now.closed) return closedOf(happened);
  for (
    const [word, other, due, side] of [
      ["not empty", "not full", happened.pushed, "push"],
      ["not full", "not empty", happened.popped, "pop"],
    ] as const
  ) {
    if (happened.sleepersOn(word).length === 0) continue;
    const isDue = word === "not empty"
      ? now.size > 0
      : now.size < happened.capacity;
    if (!isDue) continue;
    const told = happened.notificationsOf(word).length;
    if (told >= due) continue;
    if (told > 0) return `${side}-wakes-at-the-edge-only`;
    const otherDue = word === "not empty" ? happened.popped : happened.pushed;
    return happened.notificationsOf(other).length > otherDue
      ? "wakes-the-wrong-side"
      : `${side}-wakes-nobody`;
  }
  return keptWrong(happened);
}

/** What is wrong with how the ring was kept, if something is. */
function keptWrong(happened: QueueHistory): Id | undefined {
  const { written, moved, pushed, popped, tookTwo } = happened;
  if (happened.miscounted) return "counts-items-wrongly";
  const items = written.filter(({ value }) => value !== 0);
  if (items.length > pushed) return "appended-and-not-counted";
  if (moved > popped) return "taken-and-still-counted";
  if (tookTwo) return "takes-two-at-once";
  return written.length === 0 && happened.sleepersOn("not empty").length > 0
    ? "appends-nothing"
    : undefined;
}

/** Why those sleep that sleep at a closed queue. */
function closedOf(happened: QueueHistory): Id | undefined {
  if (happened.notified.every(({ closed }) => !closed)) {
    const late = [...happened.asleep.values()].some(({ seen }) => seen.closed);
    return late
      ? "sleeps-though-closed"
      : happened.notified.length > happened.pushed + happened.popped
      ? "close-wakes-too-early"
      : "close-wakes-nobody";
  }
  for (const [, { word, seen, ms }] of happened.asleep) {
    if (seen.closed) return "sleeps-though-closed";
    if (ms < Infinity) continue;
    const all = happened.notificationsOf(word);
    const told = all.filter(({ closed }) => closed);
    if (told.length === 0) {
      const moved = word === "not empty" ? happened.pushed : happened.popped;
      if (all.length > moved) return "close-wakes-too-early";
      return moved === 0
        ? "close-wakes-one-side"
        : "close-wakes-at-the-edge-only";
    }
    if (told.every(({ all }) => !all)) return "close-wakes-one";
  }
  return undefined;
}
