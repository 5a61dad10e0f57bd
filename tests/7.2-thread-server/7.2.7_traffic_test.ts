import { SharedTraffic } from "../../lessons/7.2-thread-server/shared_traffic.ts";
import {
  checkModel,
  type Happened,
  type TraceEvent,
} from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import type { Meaning } from "../harness/story/verdict.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import { COUNTS } from "./models/many_counts.ts";
import * as models from "./models/traffic.ts";
import { type Id, means } from "./misconceptions.ts";

/** Where the counters are in the models. */
const COUNTERS = Object.keys(models.WORDS).map(Number);

/** Whose addition is wrong, and on which line, where it is of one method. */
function whoAdds(happened: Happened): Meaning {
  const counted = (count: (traffic: SharedTraffic) => void) => {
    const shared = new SharedArrayBuffer(SharedTraffic.BYTE_LENGTH);
    count(new SharedTraffic(shared));
    return [...new BigInt64Array(shared)].map(Number);
  };
  const differs = (got: number[], right: number[]) =>
    right.findIndex((count, nth) => got[nth] !== count);
  const received = differs(counted((one) => one.received(5)), [1, 5, 0]);
  const sent = differs(counted((one) => one.sent(3)), [0, 0, 3]);
  if ((received === -1) === (sent === -1)) return {};
  // Each thread calls received() first.
  const adds = happened.on(COUNTERS[Math.max(received, sent)] ?? 0, "add")
    .filter(({ thread }) => thread === 1);
  return {
    method: `SharedTraffic.${sent === -1 ? "received" : "sent"}()`,
    site: adds.at(sent === -1 ? 0 : -1)?.site,
  };
}

/** What is due when a model's second thread has counted. */
interface Due {
  /** What each counter may say then. */
  readonly says: readonly (readonly number[])[];
  /** How often that thread has added to each. */
  readonly adds: readonly [messages: number, received: number, sent: number];
}

/** Both threads have ended. */
const TWO_THREADS: Due = { says: [[2], [10], [6]], adds: [1, 1, 1] };

/** The first thread may have counted, or not yet. */
const LOOKING: Due = { says: [[2, 3], [12, 17], [4, 7]], adds: [2, 2, 1] };

/** Whether a new SharedTraffic sets to 0 what has been counted. */
function setsBack(): boolean {
  const shared = new SharedArrayBuffer(SharedTraffic.BYTE_LENGTH);
  const counters = new BigInt64Array(shared).fill(1n);
  new SharedTraffic(shared);
  return counters.includes(0n);
}

/** A load of which more than one compareExchange() has made use, in vain. */
function loadedOnce(
  happened: Happened,
  stored: readonly TraceEvent[],
): TraceEvent | undefined {
  const [once, again] = stored.filter(({ kind, result, value }) =>
    kind === "compareExchange" && result !== value
  );
  const isSame = (["thread", "address", "value"] as const).every((what) =>
    once?.[what] === again?.[what]
  );
  if (!isSame) return undefined;
  return happened.on(once?.address ?? 0, "load").findLast(({ thread }) =>
    thread === once?.thread
  );
}

/** A compareExchange() that succeeds with the sum of one that failed before. */
function storesAnOldSum(stored: readonly TraceEvent[]): TraceEvent | undefined {
  return stored.find(({ thread, address, value, extra, result }, at) =>
    result === value &&
    stored.slice(0, at).some((one) =>
      one.thread === thread && one.address === address &&
      one.result !== one.value && one.value !== value && one.extra === extra
    )
  );
}

/** What the threads of a schedule have done with the counters. */
function miscount(happened: Happened, due: Due): Meaning | undefined {
  if (happened.kind === "exception") return undefined;
  if (happened.on(0).length > 0) return means("byte-offset-ignored");
  // Where counts are lost, what is wrong is shown first.
  const isLost = (address: number) =>
    !due.says[COUNTERS.indexOf(address)]?.includes(
      happened.words[address / 4] ?? 0,
    );
  const counters = happened.kind === "assertion"
    ? COUNTERS.toSorted((a, b) => Number(isLost(b)) - Number(isLost(a)))
    : COUNTERS;
  const on = (...kinds: string[]) =>
    counters.flatMap((address) => happened.on(address, ...kinds));
  const [write] = on("write");
  const stored = on("store", "exchange", "compareExchange");
  // Who takes a count out leaves 0 until it is put back.
  const out = on("exchange").find((taken) => {
    const own = happened.on(taken.address ?? 0)
      .filter(({ thread }) => thread === taken.thread);
    const next = own[own.indexOf(taken) + 1];
    // An addition puts it back with what is counted.
    const above = next?.kind === "add" ? Number(taken.result) : 0;
    return Number(taken.value) === 0 &&
      (next === undefined || Number(next.value) > above) &&
      ["store", "exchange", "add", undefined].includes(next?.kind);
  });
  if (out && !setsBack()) {
    return { ...means("takes-a-count-out"), site: out.site };
  }
  // What was taken out at the look may have been put back since.
  if (happened.kind === "assertion" && !COUNTERS.some(isLost)) {
    return means("reads-another-number");
  }
  // What has been counted is never 0.
  const reset = [...on("write"), ...stored].find(({ kind, value }) =>
    kind !== "compareExchange" && Number(value) === 0
  );
  if (reset) return { ...means("counts-set-back"), site: reset.site };
  if (write) return { ...means("plain-count"), site: write.site };
  const before = (look: string) =>
    on(look).some(({ thread, address }) =>
      stored.some((one) => one.thread === thread && one.address === address)
    );
  const [one] = stored;
  const site = one?.site;
  if (before("read")) return { ...means("plain-count"), site };
  // It is the look that is plain: nobody writes so.
  if (happened.kind === "race") return means("plain-look");
  if (stored.length > 0) {
    const kinds = new Set(stored.map(({ kind }) => kind));
    if (kinds.size > 1) return undefined;
    if (!kinds.has("compareExchange")) {
      const inSteps = before("load") || before("add");
      const first = happened.on(one?.address ?? 0).find(({ thread }) =>
        thread === one?.thread
      );
      const id = !inSteps
        ? "counts-for-itself"
        : first?.kind === "exchange"
        ? "takes-a-count-out"
        : "load-then-store";
      return { ...means(id), site };
    }
    const once = loadedOnce(happened, stored);
    if (happened.kind === "spinning" && once) {
      return { ...means("tries-with-what-was-there"), site: once.site };
    }
    const old = storesAnOldSum(stored);
    if (old) return { ...means("adds-to-what-was-there"), site: old.site };
    const givesUp = stored.find(({ thread, address, ...one }, at) =>
      one.kind === "compareExchange" && one.result !== one.value &&
      !stored.slice(at + 1).some((next) =>
        next.thread === thread && next.address === address
      )
    );
    return givesUp && {
      ...means("gives-up-when-another-counts"),
      site: givesUp.site,
    };
  }
  if (happened.kind !== "assertion") return undefined;
  // Additions alone lose nothing: some went to, or were read from, elsewhere.
  const adds = COUNTERS.map((address) =>
    happened.on(address, "add").filter(({ thread }) => thread === 1).length
  );
  const more = due.adds.map((times, nth) => times - (adds[nth] ?? 0));
  const [messages = 0, received = 0, sent = 0] = more;
  const isLate = Math.min(...more) >= 0 && Math.max(...more) > 0;
  if (!isLate) return { ...means("wrong-counter"), ...whoAdds(happened) };
  return {
    ...means("counts-outside-shared-memory"),
    method: Math.max(...adds) > 0
      ? [
        ...messages + received > 0 ? ["SharedTraffic.received()"] : [],
        ...sent > 0 ? ["SharedTraffic.sent()"] : [],
      ]
      : undefined,
  };
}

lessonTest(
  "7.2.7 SharedTraffic loses no count of two threads",
  (story: Story) => {
    const shared = new SharedArrayBuffer(SharedTraffic.BYTE_LENGTH);
    const { messages, received, sent } = new SharedTraffic(shared).read();
    const kinds = [messages, received, sent].map((count): string =>
      typeof count
    );
    story.holds(!kinds.includes("bigint"), {
      expected: "read() returns three numbers",
      got: `messages, received and sent are of the types ${kinds.join(", ")}`,
      ...means("reads-bigints"),
    });
    checkModel(story, models.twoThreads, {
      expected: "every count is there in the end, and no other memory changes",
      cause: (happened) => miscount(happened, TWO_THREADS),
    });
    checkModel(story, models.looking, {
      expected:
        "read() may look while another thread counts, and finds all that was counted",
      cause: (happened) => miscount(happened, LOOKING),
    });
  },
);

lessonTest(
  "7.2.7 SharedTraffic counts beyond 4 GiB, and no empty messages",
  (story: Story) => {
    const shared = new SharedArrayBuffer(SharedTraffic.BYTE_LENGTH + 8);
    const traffic = new SharedTraffic(shared, 8);
    for (let part = 0; part < 3; part++) {
      traffic.received(3_000_000_000);
      traffic.sent(3_000_000_000);
    }
    story.did("received(3,000,000,000) and sent(3,000,000,000), three times");
    traffic.received(0);
    traffic.sent(0);
    story.did("received(0) and sent(0)");
    const other = new SharedTraffic(shared, 8);
    const got = other.read();
    const wraps = [got.received, got.sent].map(Number).some((count) =>
      count !== 9e9 && (9e9 - count) % 2 ** 32 === 0
    );
    const id: Id | undefined = wraps
      ? "counts-in-32-bits"
      : got.messages === 4
      ? "counts-empty-message"
      : undefined;
    // The class is given its counters: their order is known.
    const [, received, sent] = new BigInt64Array(shared, 8);
    const cut = [
      ...received === BigInt(9e9) ? [] : ["received"],
      ...sent === BigInt(9e9) ? [] : ["sent"],
    ];
    // Counters of 32 bits each leave the last of the places empty.
    const by = sent === 0n
      ? ["constructor"]
      : cut.length === 0
      ? ["read"]
      : cut;
    story.equal(got, { messages: 3, received: 9e9, sent: 9e9 }, {
      what: "what another SharedTraffic on the same memory says",
      ...means(id),
      method: wraps ? by.map((name) => `SharedTraffic.${name}()`) : undefined,
    });
    story.equal(new SharedTraffic(shared, 8).read(), got, {
      what: "what it says when it is asked again",
      ...means("read-changes-counts"),
    });
    const { messages, received: came, sent: went } = got;
    traffic.received(5);
    traffic.sent(3);
    other.read();
    story.did("received(5), sent(3) and another read()");
    story.equal(
      [got.messages, got.received, got.sent],
      [messages, came, went],
      {
        what: "messages, received and sent of what read() had returned before",
        ...means("read-goes-on-counting"),
      },
    );
  },
);

lessonTest(
  "7.2.7 SharedTraffic counts for real threads at full speed",
  async (story: Story) => {
    const shared = new SharedArrayBuffer(SharedTraffic.BYTE_LENGTH);
    const module = import.meta.resolve("./models/many_counts.ts");
    const job = { module, run: "count" };
    await runThreads(story, shared, [job, job], {
      expected: `two threads count ${COUNTS} times each`,
    });
    story.equal(new SharedTraffic(shared).read(), {
      messages: 2 * COUNTS,
      received: 6 * COUNTS,
      sent: 4 * COUNTS,
    }, { what: "what the counters say" });
  },
);
