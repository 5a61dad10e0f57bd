import {
  type Happened,
  script,
  type TraceEvent,
} from "../../harness/explorer/mod.ts";
import { Story } from "../../harness/story/story.ts";
import type { Known, Shown } from "../misconceptions.ts";
import { Counter, looking, OFFSET } from "../models/counter.ts";

/** What went wrong with a counter that threads count up. */
export function whyCounter(happened: Happened): Shown {
  if (happened.changes(0).length > 0) return "ignores-byte-offset";
  if (happened.kind === "race") return "reads-without-atomics";
  // Before anything else that its thread does with the word.
  const zeroed = happened.on(OFFSET).find((one, at, all) =>
    /store|write/.test(one.kind) && one.value === 0 &&
    all.findIndex(({ thread }) => thread === one.thread) === at
  );
  if (zeroed) return { id: "made-anew-by-each-handle", by: zeroed };
  const small = happened.events.find(({ text }) => / byte \d/.test(text));
  if (small) return { id: "counts-in-a-byte", by: small };
  if (!happened.events.some(tellsTheNumber)) return withoutALook(happened);
  const swapped = happened.on(OFFSET, "exchange").length > 0 &&
    happened.on(OFFSET, "load", "store").length > 0;
  const torn = happened.torn(OFFSET);
  // An addition loses none, whatever was read before it.
  if (torn?.look.result === 2 ** 31 - 1 && torn.write.kind === "store") {
    return { id: "wraps-in-two-operations", by: torn.write };
  }
  if (swapped || (torn !== undefined && torn.write.kind !== "add")) {
    return "counts-in-two-operations";
  }
  const again = happened.on(OFFSET, "store", "write", "exchange").find(
    (one) => {
      const before = happened.on(OFFSET).findLast((before) =>
        before.thread === one.thread && happened.isBefore(before, one)
      );
      return before?.kind === "add" && before.value !== 0;
    },
  );
  if (again) return { id: "adds-and-stores", by: again };
  return addsMore(happened, OFFSET) ?? whatWasLost(happened) ??
    whatWasReturned(happened);
}

/** Who has added more than 1 at once to a word. */
function addsMore(happened: Happened, address: number): Shown {
  const by = happened.changes(address).find((one) =>
    one.kind === "add"
      ? Number(one.value) > 1
      : one.kind === "compareExchange" && one.result !== 2 ** 31 - 1 &&
        Number(happened.after(one)) - Number(one.result) > 1
  );
  return by && { id: "adds-more-than-one", by };
}

/** What went wrong with two counters side by side, and two handles on one. */
export function whyNotApart(happened: Happened): Shown {
  const [right] = happened.changes(Counter.BYTE_LENGTH);
  if (right === undefined && happened.changes(0).length > 2) {
    return "ignores-byte-offset";
  }
  const more = addsMore(happened, 0);
  if (more !== undefined) return more;
  const looks = happened.on(0).filter(tellsTheNumber);
  if (looks.length === 0) return withoutALook(happened);
  return right !== undefined && happened.words[0] === 2 &&
      !looks.some((one) => happened.isBefore(right, one))
    ? "value-without-a-look"
    : undefined;
}

/** Why nobody has looked at the word: who has thrown may have meant to. */
function withoutALook({ kind }: Happened): Known {
  return kind === "exception" ? undefined : "counts-in-the-handle";
}

/** Whether an operation tells what stands in the word. */
function tellsTheNumber({ kind }: TraceEvent): boolean {
  return /load|read|add|sub|Ex|ex/.test(kind);
}

/** What went wrong at the largest number that a word can hold. */
export function whyWrapped(happened: Happened): Shown {
  const [made, read] = happened.logs[0] ?? [];
  const is = happened.words[OFFSET / 4];
  if (made === 2 ** 31 - 1) {
    return is === made ? "stops-at-the-largest" : undefined;
  }
  if (![made, read].includes(2 ** 31) && made !== 0 && made !== -(2 ** 31)) {
    return made === is && read === is
      ? { id: "wraps-elsewhere", by: happened.changes(OFFSET).at(-1) }
      : undefined;
  }
  const own = happened.on(OFFSET);
  if (is === -(2 ** 31) && (made === is) !== (read === is)) {
    return made === is
      ? { id: "value-is-not-the-word", by: own.at(-1) }
      : { id: "returned-number-does-not-wrap", by: own[0] };
  }
  const by = read === is ? happened.changes(OFFSET).at(-1) : undefined;
  return { id: "number-beyond-the-word", by };
}

/** Whether only who has tried again returns a number, of an attempt before. */
function whatWasLost(happened: Happened): Shown {
  let by: TraceEvent | undefined;
  for (const [thread, logs] of happened.logs.entries()) {
    const change = happened.changes(OFFSET).findLast((one) =>
      one.thread === thread
    );
    const result = logs.at(-1);
    if (change === undefined || result === undefined) continue;
    if (result === happened.after(change)) continue;
    const lost = happened.on(OFFSET).findLast((one) =>
      one.thread === thread && isLostRace(one) &&
      happened.isBefore(one, change) &&
      [Number(one.extra) | 0, (Number(one.result) + 1) | 0].includes(
        Number(result),
      )
    );
    if (lost === undefined) return undefined;
    by ??= lost;
  }
  return by && { id: "returns-an-earlier-number", by };
}

function whatWasReturned(happened: Happened): Known {
  let isRightOnce = false;
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
    if (change === undefined) continue;
    if (result === happened.after(change)) {
      isRightOnce = true;
      continue;
    }
    const look = own.findLast(({ kind }) => kind === "load" || kind === "read");
    if (look === undefined && isRightOnce && countsAlone()) {
      return "counts-in-the-handle";
    }
    if (look === undefined && !isRightOnce && result === change.result) {
      return "returns-the-old-number";
    }
    const added = Number(happened.after(change)) - Number(change.result);
    if (look === undefined && added === 1 && happened.kind !== "spinning") {
      return "returns-another-number";
    }
    const seen = Number(look?.result) + (own.at(-1) === look ? 0 : 1);
    if (result !== seen) continue;
    return ["store", "write"].includes(change.kind)
      ? "counts-in-two-operations"
      : "reads-the-number-again";
  }
  return undefined;
}

/** Whether a thread that is alone gets the right numbers from its object. */
function countsAlone(): boolean {
  try {
    const s = script(new Story(), looking);
    s.run(0).toEnd();
    return String(s.logs(0)) === "1,2";
  } catch {
    return false;
  }
}

function isLostRace({ kind, value, result }: TraceEvent): boolean {
  return kind === "compareExchange" && value !== result;
}
