import { assertEquals } from "@std/assert";
import { Mailbox as LessonMailbox } from "../../../lessons/7.5-ipc/mailbox.ts";
import {
  type Model,
  ownInstances,
  type Thread,
  type ThreadContext,
} from "../../harness/explorer/mod.ts";
import { logPair, pair, SIZE, wordsOf } from "./records.ts";

/** The lesson's, as each thread has it. */
const { Mailbox } = await ownInstances(
  { Mailbox: LessonMailbox },
  import.meta.resolve("../../../lessons/7.5-ipc/mailbox.ts"),
);
const BYTES = Mailbox.byteLength(SIZE);
const WORDS = wordsOf("emptied", "filled");

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

/** One producer, one consumer, two values. */
export const twoValues: Model = {
  name: "7.5.6-two-values",
  bytes: BYTES,
  words: WORDS,
  threads: [puts(1, 2), takes(2)],
  preemptions: 2,
  final: (_words, [, taken]) =>
    assertEquals(taken, [1, 2], `1 and 2 were put in, ${taken} taken out.`),
};

/** Two producers and two consumers of a value each. */
export const twoPairs: Model = {
  name: "7.5.6-two-pairs",
  bytes: BYTES,
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
  bytes: BYTES,
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

/**
 * For scripts: two wait for room, or for a value, when the mailbox is closed; in
 * a hurry, also when one of them has just been woken.
 */
export function closedForTwo(side: "put" | "take", inHurry: boolean): Model {
  const waits: Thread = (shared, t: ThreadContext) => {
    const mailbox = new Mailbox(shared, SIZE);
    t.log(side === "put" ? mailbox.put(pair(2)) : mailbox.take());
  };
  return {
    name: `7.5.6-closed${inHurry ? "-at-once" : ""}-for-two-who-${side}`,
    bytes: BYTES,
    words: WORDS,
    threads: [
      (shared, t: ThreadContext) => {
        const mailbox = new Mailbox(shared, SIZE);
        if (side === "put") mailbox.put(pair(1));
        t.reach("is ready");
        if (inHurry) {
          if (side === "put") mailbox.take();
          else mailbox.put(pair(1));
          t.reach("has woken one");
        }
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
  bytes: BYTES,
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
  bytes: BYTES,
  words: WORDS,
  threads: [(shared, t: ThreadContext) => {
    const mailbox = new Mailbox(shared, SIZE);
    mailbox.put(pair(1));
    t.reach("has put one");
    mailbox.put(pair(2));
    t.reach("has put two");
  }, takes(2)],
};
