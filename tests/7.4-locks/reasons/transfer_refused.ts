import type { Happened } from "../../harness/explorer/mod.ts";
import type { Shown } from "../misconceptions.ts";
import { OFFSET } from "../models/transfer.ts";
import { addedBy, isBalance, isWritten, MOST, SIZE } from "./account_events.ts";
import { leavesLocked } from "./transfer_locks.ts";

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
