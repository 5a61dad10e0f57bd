import type { Happened, TraceEvent } from "../../harness/explorer/mod.ts";
import type { Known } from "../misconceptions.ts";
import { OFFSET } from "../models/counter.ts";

/** What went wrong with a counter that threads count up. */
export function whyCounter(happened: Happened): Known {
  if (happened.changes(0).length > 0) return "ignores-byte-offset";
  if (happened.kind === "race") return "reads-without-atomics";
  if (happened.on(OFFSET, "store", "write").some(({ value }) => value === 0)) {
    return "made-anew-by-each-handle";
  }
  if (happened.events.some(({ text }) => / byte \d/.test(text))) {
    return "counts-in-a-byte";
  }
  if (
    happened.events.every(({ kind }) => !/load|read|add|sub|Ex|ex/.test(kind))
  ) {
    return "counts-in-the-handle";
  }
  const swapped = happened.on(OFFSET, "exchange").length > 0 &&
    happened.on(OFFSET, "load", "store").length > 0;
  if (swapped || happened.torn(OFFSET) !== undefined) {
    return "counts-in-two-operations";
  }
  return whatWasReturned(happened);
}

function whatWasReturned(happened: Happened): Known {
  for (const [thread, logs] of happened.logs.entries()) {
    const own = happened.on(OFFSET).filter((one) => one.thread === thread);
    const [last] = own.slice(-1);
    if (last === undefined) continue;
    const isOver = logs.length > 0 || happened.kind === "exception";
    if (isOver && isLostRace(last)) return "gives-up-after-lost-races";
    if (logs.length === 0) continue;
    const result = logs.at(-1);
    const change = happened.changes(OFFSET).findLast((one) =>
      one.thread === thread
    );
    if (change === undefined || result === happened.after(change)) continue;
    if (result === change.result) return "returns-the-old-number";
    if (!["load", "read"].includes(last.kind) || result !== last.result) {
      continue;
    }
    return ["store", "write"].includes(change.kind)
      ? "counts-in-two-operations"
      : "reads-the-number-again";
  }
  return undefined;
}

function isLostRace({ kind, value, result }: TraceEvent): boolean {
  return kind === "compareExchange" && value !== result;
}
