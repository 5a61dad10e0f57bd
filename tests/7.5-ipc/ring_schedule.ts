import type { Happened, TraceEvent } from "../harness/explorer/mod.ts";
import {
  ASLEEP,
  AWAKE,
  CLOSED,
  HEAD,
  HEADER_LENGTH,
  READER,
  TAIL,
  WRITER,
} from "../../lessons/7.5-ipc/ring_ends.ts";
import { type Known, means } from "./misconceptions.ts";

/** What a schedule shows in which thread 0 writes to a ring and 1 reads. */
export function shownByRing(happened: Happened) {
  if (goesToSleep(happened)) return { cause: NO_SLEEP };
  const id = inRing(happened);
  if (id === "spins-on-memory" && hasWork(happened)) return { cause: UNSEEN };
  const words = id === "index-is-plain"
    ? [HEAD, TAIL]
    : id === "end-is-plain"
    ? [WRITER, READER]
    : [];
  const seen = id === "sleeps-on-a-fresh-look"
    ? happened.sleepers.map(({ thread }) => freshLook(happened, thread))
    : id === "wakes-by-a-store"
    ? [wokenByStore(happened)]
    : [plain(happened, ...words)];
  return {
    ...means(id),
    site: seen.find((event) => event)?.site,
    ...whoWakes(happened, id),
  };
}

/** Whose fault it is that the other end sleeps: who moved an index for it. */
function whoWakes(happened: Happened, id: Known) {
  const isEarly = id === "wakes-before-the-change";
  if (!isEarly && id !== "change-wakes-nobody") return {};
  for (const sleeper of happened.sleepers) {
    const moved = movedUnseen(happened, sleeper);
    if (moved === undefined) continue;
    const method = sleeper.thread === 0
      ? "RingReader.tryRead()"
      : "RingWriter.tryWrite()";
    return !isEarly && callsWake(happened, moved)
      ? { method: [method, "wake()"] }
      : { method, site: moved.site };
  }
  return {};
}

/** Whether wake() was called behind a move of an index, before the next change. */
function callsWake(happened: Happened, moved: TraceEvent): boolean {
  const own = happened.of(moved.thread);
  const later = own.slice(own.indexOf(moved) + 1);
  const ends = [HEAD, TAIL, [WRITER, READER][moved.thread]];
  const next = later.findIndex(({ kind, address = -1 }) =>
    kind === "store" && ends.includes(address / 4)
  );
  return later.slice(0, next < 0 ? undefined : next).some(({ site }) =>
    site?.startsWith("ring_ends.ts")
  );
}

function inRing(happened: Happened): Known {
  switch (happened.kind) {
    case "race":
      return plain(happened, HEAD, TAIL)
        ? "index-is-plain"
        : plain(happened, WRITER, READER)
        ? "end-is-plain"
        : copiedTooLate(happened);
    case "spinning":
    case "polling":
      return "spins-on-memory";
    case "assertion":
      if ([WRITER, READER].some((end) => happened.torn(4 * end))) {
        return "end-taken-in-two-steps";
      }
      return lookedForEndLast(happened) ? "head-before-end" : undefined;
    default:
      return whyAsleep(happened);
  }
}

const UNSEEN =
  "A thread goes round and round though it has something to do: there is room to write into, there are bytes to read, or the other end was closed, which it has to tell. It does not look again at what says so, or does not act on it.";

/**
 * Whether who goes round has something to do: room to write into, bytes to read,
 * or a closed end to tell of. To sleep would be no cure then.
 */
function hasWork({ message, words }: Happened): boolean {
  const there = ((words[HEAD] ?? 0) - (words[TAIL] ?? 0)) | 0;
  if (/^T0 (goes on|repeats)/.test(message)) {
    return there < words.byteLength - HEADER_LENGTH ||
      words[READER] === CLOSED;
  }
  return /^T1 (goes on|repeats)/.test(message) &&
    (there > 0 || words[WRITER] === CLOSED);
}

const NO_SLEEP =
  "An end finds nothing to do, and says ASLEEP. Its second look finds a reason to go on, so it does not sleep, finds nothing again, and so on: one of the two is wrong.";

/** Whether who looks again and again says ASLEEP each time: it means to sleep. */
function goesToSleep({ message }: Happened): boolean {
  return /^T\d repeats [^(\n]*← ASLEEP/.test(message);
}

/**
 * Where one of these words is read or written as an ordinary number. What nobody
 * else moves, an end may read so.
 */
function plain(
  happened: Happened,
  ...words: number[]
): TraceEvent | undefined {
  return words.flatMap((word) =>
    happened.on(4 * word, "read", "write").filter(({ kind, thread }) =>
      kind === "write" || word !== [HEAD, TAIL][thread]
    )
  )[0];
}

/** Why an end sleeps that should not. Thread 0 has the writing end, 1 the other. */
function whyAsleep(happened: Happened): Known {
  if (wokenByStore(happened)) return "wakes-by-a-store";
  for (const sleeper of happened.sleepers) {
    const { thread, address, since } = sleeper;
    const other = thread === 0 ? READER : WRITER;
    if (since.value !== ASLEEP) return "sleeps-in-secret";
    const isLater = (event: TraceEvent) => happened.isBefore(since, event);
    if (happened.on(address, "notify").some(isLater)) continue;
    const moved = movedUnseen(happened, sleeper);
    if (moved !== undefined) {
      return looksFirst(happened, moved, address)
        ? "wakes-before-the-change"
        : "change-wakes-nobody";
    }
    if (freshLook(happened, thread)) return "sleeps-on-a-fresh-look";
    const closed = happened.on(4 * other, "store").find(({ value }) =>
      value === CLOSED
    );
    const looked = happened.on(address, "load").findLast((event) =>
      event.thread !== thread
    );
    if (
      closed && looked && happened.isBefore(looked, closed) &&
      !looksBehind(happened, closed)
    ) {
      return "wakes-before-it-closes";
    }
  }
  return undefined;
}

/** Whether who did this looks for a sleeper then, if at the wrong word. */
function looksBehind(happened: Happened, event: TraceEvent): boolean {
  const own = happened.of(event.thread);
  return own.slice(own.indexOf(event) + 1).some(({ kind }) => kind === "load");
}

/** Where an index was moved behind the sleeper's ASLEEP, and nobody notified. */
function movedUnseen(
  happened: Happened,
  { thread, address, since }: Happened["sleepers"][number],
): TraceEvent | undefined {
  // Who moves it now finds the word, though the other may not sleep yet.
  const said =
    happened.of(thread).findLast(({ kind, value, address: at }) =>
      kind === "store" && value === ASLEEP && at === address
    ) ?? since;
  const isAfter = (event: TraceEvent) => happened.isBefore(said, event);
  return happened.on(address, "notify").some(isAfter)
    ? undefined
    : happened.on(4 * (thread === 0 ? TAIL : HEAD), "store").find(isAfter);
}

/**
 * Whether who moved an index looks for a sleeper, at that word, just before: in
 * the same call, which is told from the one before by the first change.
 */
function looksFirst(
  happened: Happened,
  moved: TraceEvent,
  word: number | undefined,
): boolean {
  const own = happened.of(moved.thread);
  if (own[own.indexOf(moved) - 1]?.address === word) return true;
  const first = own.findIndex(({ kind, address }) =>
    kind === "store" && address === moved.address
  );
  const before = own.slice(0, first);
  const call = before.slice(
    before.findLastIndex(({ kind }) => kind === "store") + 1,
  );
  // By wake(), and not to ask whether that end was closed.
  return call.some(({ kind, address, site }) =>
    kind === "load" && address === word && site?.startsWith("ring_ends.ts")
  );
}

/** Where an end says AWAKE for the other one, whatever that says. */
function wokenByStore(happened: Happened): TraceEvent | undefined {
  return [WRITER, READER].flatMap((other, thread) =>
    happened.on(4 * other, "store").filter((event) =>
      event.thread !== thread && event.value === AWAKE
    )
  )[0];
}

/**
 * The last look before a thread says ASLEEP, if it found what that waits for,
 * and the look before it, for which there was nothing to do, did not.
 */
function freshLook(happened: Happened, thread: number): TraceEvent | undefined {
  const index = 4 * (thread === 0 ? TAIL : HEAD);
  const own = happened.of(thread);
  const asleep = own.findLastIndex(({ kind, value, address }) =>
    kind === "store" && value === ASLEEP &&
    address === 4 * (thread === 0 ? WRITER : READER)
  );
  const until = own.slice(0, Math.max(asleep, 0));
  const changed = until.findLastIndex(({ kind }) => kind === "store");
  const [before, last] = until.slice(changed + 1).filter((event) =>
    event.kind === "load" && event.address === index
  ).slice(-2);
  return last !== undefined && own.indexOf(last) === asleep - 1 &&
      last.result !== before?.result &&
      last.result === happened.words[index / 4]
    ? last
    : undefined;
}

/** Who touched bytes that its published index had given to the other end. */
function copiedTooLate({ words, events }: Happened): Known {
  const capacity = words.byteLength - HEADER_LENGTH;
  let [head, tail] = [0, 0];
  /** Whether the reader moved its index after it looked at the other. */
  let freed = false;
  for (const { kind, address = -1, value } of events) {
    if (kind === "store" && address === 4 * HEAD) head = Number(value);
    if (kind === "store" && address === 4 * TAIL) tail = Number(value);
    if (kind === "store" && address === 4 * TAIL) freed = true;
    if (kind === "load" && address === 4 * HEAD) freed = false;
    if (address < HEADER_LENGTH) continue;
    const place = address - HEADER_LENGTH;
    const filled = (place - tail % capacity + capacity) % capacity <
      head - tail;
    if (kind === "write" && filled) return "published-before-copy";
    if (kind === "read" && !filled) {
      return freed ? "room-freed-before-copy" : "reads-beyond-the-head";
    }
  }
  return undefined;
}

/** Whether the reader looked at the head, and only then found the end. */
function lookedForEndLast(happened: Happened): boolean {
  const end = happened.on(4 * WRITER, "load").findLast((event) =>
    event.thread === 1 && event.result === CLOSED
  );
  if (end === undefined) return false;
  const own = happened.of(1);
  const at = own.indexOf(end);
  const isLook = ({ kind, address }: TraceEvent) =>
    kind === "load" && address === 4 * HEAD;
  return own.slice(at - 1, at).some(isLook) && !own.slice(at).some(isLook);
}
