import { assertEquals } from "@std/assert";
import {
  LatestValue as LessonLatestValue,
} from "../../../lessons/7.5-ipc/latest_value.ts";
import {
  type Model,
  ownInstances,
  type ThreadContext,
} from "../../harness/explorer/mod.ts";
import { logPair, pair, SIZE, wordsOf } from "./records.ts";

/** The lesson's, as each thread has it. */
const { LatestValue } = await ownInstances(
  { LatestValue: LessonLatestValue },
  import.meta.resolve("../../../lessons/7.5-ipc/latest_value.ts"),
);
const BYTES = LatestValue.byteLength(SIZE);
const WORDS = wordsOf("published");

/** A writer and a reader who looks now and then. */
export const looking: Model = {
  name: "7.5.6-looking",
  bytes: BYTES,
  words: WORDS,
  threads: [publishes, (shared, t: ThreadContext) => {
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
  bytes: BYTES,
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

/** A reader who waits for news while two values are published. */
export const waitingBeside: Model = {
  name: "7.5.6-waiting-beside",
  bytes: BYTES,
  words: WORDS,
  threads: [publishes, waits],
  preemptions: 2,
};

function publishes(shared: SharedArrayBuffer): void {
  const place = new LatestValue(shared, SIZE);
  place.publish(pair(1));
  place.publish(pair(2));
}

function waits(shared: SharedArrayBuffer, t: ThreadContext): void {
  logPair(t, new LatestValue(shared, SIZE).next());
}

/** For scripts: a writer that stops, a reader that wants each value once. */
export const latestSteps: Model = {
  name: "7.5.6-latest-steps",
  bytes: BYTES,
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
    logPair(t, place.latest(), "latest()");
    t.reach("looked again");
    logPair(t, place.latest(), "latest()");
    t.reach("looked at the fourth");
    logPair(t, place.next());
  }],
};
