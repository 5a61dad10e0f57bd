import { assertEquals } from "@std/assert";
import { Mutex } from "../../../lessons/given/mutex.ts";
import {
  LatestValue as LessonLatestValue,
} from "../../../lessons/7.5-ipc/latest_value.ts";
import { Mailbox as LessonMailbox } from "../../../lessons/7.5-ipc/mailbox.ts";
import {
  type Model,
  mutexWord,
  ownInstances,
  type Thread,
  type ThreadContext,
} from "../../harness/explorer/mod.ts";

/** The lesson's, as each thread has it. */
const { Mailbox } = await ownInstances(
  { Mailbox: LessonMailbox },
  import.meta.resolve("../../../lessons/7.5-ipc/mailbox.ts"),
);
/** The lesson's, as each thread has it. */
const { LatestValue } = await ownInstances(
  { LatestValue: LessonLatestValue },
  import.meta.resolve("../../../lessons/7.5-ipc/latest_value.ts"),
);

/** A value is two numbers that belong together: the second is minus the first. */
const SIZE = 2;
const MAILBOX_BYTES = Mailbox.byteLength(SIZE);
const LATEST_BYTES = LatestValue.byteLength(SIZE);

const MUTEX = Mutex.BYTE_LENGTH;
/** A record's words; the numbers behind them are no words. */
const WORDS = {
  0: mutexWord(),
  4: "sleepers", // of the given mutex; a learner's own may have one word
  [MUTEX]: "sequence 0",
  [MUTEX + 4]: "sequence 1",
  [MUTEX + 8]: "state",
};

function pair(number: number): number[] {
  return [number, -number];
}

/** A thread that puts these values in. */
function puts(...numbers: number[]): Thread {
  return (shared, t: ThreadContext) => {
    const mailbox = new Mailbox(shared, SIZE);
    for (const number of numbers) {
      t.assert(mailbox.put(pair(number)), "put() said that it was closed.");
    }
  };
}

/** A thread that takes so many values out. */
function takes(times: number): Thread {
  return (shared, t: ThreadContext) => {
    const mailbox = new Mailbox(shared, SIZE);
    for (let i = 0; i < times; i++) logPair(t, mailbox.take());
  };
}

/** Logs the first number of a value, and fails if the second is not its own. */
function logPair(
  t: ThreadContext,
  value: number[] | undefined,
): void {
  t.assert(value !== undefined, "A value was expected, and none came.");
  const [first = NaN, second = NaN] = value;
  t.assert(
    first === -second,
    `The value is torn: ${first} came with ${second}.`,
  );
  t.log(first);
}

/** One producer, one consumer, two values. */
export const twoValues: Model = {
  name: "7.5.6-two-values",
  bytes: MAILBOX_BYTES,
  words: WORDS,
  threads: [puts(1, 2), takes(2)],
  preemptions: 2,
  final: (_words, [, taken]) =>
    assertEquals(taken, [1, 2], `1 and 2 were put in, ${taken} taken out.`),
};

/** Two producers and two consumers of a value each. */
export const twoPairs: Model = {
  name: "7.5.6-two-pairs",
  bytes: MAILBOX_BYTES,
  words: WORDS,
  threads: [puts(1), puts(2), takes(1), takes(1)],
  preemptions: 1,
  final: (_words, logs) => {
    const taken = [logs[2]?.[0], logs[3]?.[0]].toSorted();
    assertEquals(taken, [1, 2], `1 and 2 were put in, ${taken} taken out.`);
  },
};

/** A wake-up without a reason, for whoever sleeps. */
export const spurious: Model = {
  ...twoValues,
  name: "7.5.6-spurious-wake-ups",
  threads: [puts(1), takes(1)],
  spuriousWakeups: 1,
  final: (_words, [, taken]) =>
    assertEquals(taken, [1], `1 was put in, ${taken} taken out.`),
};

/** The mailbox is closed while one waits for a value and one for room. */
export const closed: Model = {
  name: "7.5.6-closed",
  bytes: MAILBOX_BYTES,
  words: WORDS,
  threads: [(shared, t: ThreadContext) => {
    const mailbox = new Mailbox(shared, SIZE);
    t.log(mailbox.put(pair(1)));
    t.log(mailbox.put(pair(2)));
  }, (shared) => {
    new Mailbox(shared, SIZE).close();
  }],
  preemptions: 2,
  final: (_words, [log = []]) => {
    assertEquals(
      log[1],
      false,
      "The second value was put in, and nobody takes.",
    );
  },
};

/** For scripts: two wait for room, or for a value, when the mailbox is closed. */
export function closedForTwo(side: "put" | "take"): Model {
  const waits: Thread = (shared, t: ThreadContext) => {
    const mailbox = new Mailbox(shared, SIZE);
    t.log(side === "put" ? mailbox.put(pair(2)) : mailbox.take());
  };
  return {
    name: `7.5.6-closed-for-two-who-${side}`,
    bytes: MAILBOX_BYTES,
    words: WORDS,
    threads: [
      (shared, t: ThreadContext) => {
        const mailbox = new Mailbox(shared, SIZE);
        if (side === "put") mailbox.put(pair(1));
        t.reach("is ready");
        mailbox.close();
      },
      waits,
      waits,
    ],
  };
}

/** A consumer that takes up to the end. */
export const closedForTakers: Model = {
  name: "7.5.6-closed-for-takers",
  bytes: MAILBOX_BYTES,
  words: WORDS,
  threads: [(shared, t: ThreadContext) => {
    const mailbox = new Mailbox(shared, SIZE);
    t.assert(mailbox.put(pair(1)), "put() said that it was closed.");
    mailbox.close();
    t.assert(!mailbox.put(pair(2)), "A value was put in after close().");
  }, (shared, t: ThreadContext) => {
    const mailbox = new Mailbox(shared, SIZE);
    for (let value; (value = mailbox.take()) !== undefined;) logPair(t, value);
    t.assert(mailbox.take() === undefined, "A value came after the end.");
  }],
  preemptions: 2,
  final: (_words, [, taken]) =>
    assertEquals(taken, [1], `1 was put in before close(), ${taken} taken.`),
};

/** For scripts: what waits, and when. */
export const mailboxSteps: Model = {
  name: "7.5.6-mailbox-steps",
  bytes: MAILBOX_BYTES,
  words: WORDS,
  threads: [(shared, t: ThreadContext) => {
    const mailbox = new Mailbox(shared, SIZE);
    mailbox.put(pair(1));
    t.reach("has put one");
    mailbox.put(pair(2));
    t.reach("has put two");
  }, takes(2)],
};

/** A writer and a reader who looks now and then. */
export const looking: Model = {
  name: "7.5.6-looking",
  bytes: LATEST_BYTES,
  words: WORDS,
  threads: [(shared) => {
    const place = new LatestValue(shared, SIZE);
    place.publish(pair(1));
    place.publish(pair(2));
  }, (shared, t: ThreadContext) => {
    const place = new LatestValue(shared, SIZE);
    let before = 0;
    for (let i = 0; i < 2; i++) {
      const value = place.latest();
      if (value === undefined) continue;
      logPair(t, value);
      t.assert(
        (value[0] ?? 0) >= before,
        `An older value came: ${value[0]} after ${before}.`,
      );
      before = value[0] ?? 0;
    }
  }],
  preemptions: 3,
};

/** Two readers who wait for news of one writer. */
export const waiting: Model = {
  name: "7.5.6-waiting",
  bytes: LATEST_BYTES,
  words: WORDS,
  threads: [
    (shared) => {
      new LatestValue(shared, SIZE).publish(pair(1));
    },
    waits,
    waits,
  ],
  preemptions: 1,
  final: (_words, logs) =>
    assertEquals(
      [logs[1], logs[2]],
      [[1], [1]],
      `1 was published; the readers got ${logs[1]} and ${logs[2]}.`,
    ),
};

function waits(shared: SharedArrayBuffer, t: ThreadContext): void {
  logPair(t, new LatestValue(shared, SIZE).next());
}

/** For scripts: a writer that stops, a reader that wants each value once. */
export const latestSteps: Model = {
  name: "7.5.6-latest-steps",
  bytes: LATEST_BYTES,
  words: WORDS,
  threads: [(shared, t: ThreadContext) => {
    const place = new LatestValue(shared, SIZE);
    t.reach("nothing published");
    for (let i = 1; i <= 5; i++) {
      place.publish(pair(i));
      t.reach(`published ${i}`);
    }
  }, (shared, t: ThreadContext) => {
    const place = new LatestValue(shared, SIZE);
    t.assert(place.latest() === undefined, "There was a value before any.");
    logPair(t, place.next());
    t.reach("got the first");
    logPair(t, place.next());
    t.reach("got the second");
    logPair(t, place.latest());
    t.reach("looked again");
    logPair(t, place.latest());
    t.reach("looked at the fourth");
    logPair(t, place.next());
  }],
};
