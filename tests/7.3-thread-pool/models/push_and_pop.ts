import { equal } from "@std/assert";
import {
  attach,
  bounded,
  consumer,
  popped,
  producer,
  queueModel,
} from "./queue.ts";
import { Found } from "./queue_cause.ts";

const one = consumer(1);
const brings = producer(7);

/** One item from one thread to the other. */
export const handOver = queueModel(
  "7.3.1-hand-over",
  1,
  [producer(1), one],
  { final: popped(1) },
);

/** More items than there is room for. */
export const order = queueModel(
  "7.3.1-order",
  2,
  [producer(1, 2, 3), consumer(3)],
  {
    ...bounded,
    final: (words, logs) => {
      popped(1, 2, 3)(words, logs);
      if (equal(logs[1], [1, 2, 3])) return;
      throw new Found(
        `1, 2 and 3 were pushed, and came out as ${
          logs[1]?.map(String).join(", ")
        }.`,
        undefined,
      );
    },
  },
);

/**
 * Two producers and two consumers at a queue with room for one item. Two that
 * do the same are one and the same to the explorer, which halves its work; the
 * other models tell items apart.
 */
export const twoAndTwo = queueModel(
  "7.3.1-two-producers-two-consumers",
  1,
  [brings, brings, one, one],
  { ...bounded, final: popped(7, 7) },
);

/** Two producers that come for the same place, each with an item of its own. */
export const rivals = queueModel(
  "7.3.1-rivals",
  1,
  [producer(1), producer(2), consumer(2)],
  { ...bounded, final: popped(1, 2) },
);

/** Two that sleep, and one that brings two items in a row. */
export const twoAsleep = queueModel(
  "7.3.1-two-consumers-asleep",
  2,
  [producer(1, 2), one, one],
  { ...bounded, final: popped(1, 2) },
);

/** Two that sleep at a full queue, and one that takes two items in a row. */
export const twoFull = queueModel(
  "7.3.1-two-producers-asleep",
  2,
  [producer(1), producer(2), consumer(4)],
  {
    ...bounded,
    preemptions: 1,
    setup: (shared) => {
      twoAsleep.setup?.(shared);
      attach(shared).push(8);
      attach(shared).push(9);
    },
    final: popped(1, 2, 8, 9),
  },
);

/** Threads that wake without a reason. */
export const spurious = queueModel(
  "7.3.1-spurious-wake-ups",
  1,
  [producer(1, 2), consumer(2)],
  { ...bounded, preemptions: 1, spuriousWakeups: 1, final: popped(1, 2) },
);

/** Several times what a thread does that sleeps, and does not ask again. */
const FEW = 300;

/** A producer that finds a full queue, and a consumer that comes later. */
export const full = queueModel(
  "7.3.1-full",
  1,
  [producer(1, 2, 3), consumer(3)],
  { maxOperations: FEW },
);

/** A consumer that finds an empty queue, and a producer that comes later. */
export const empty = queueModel("7.3.1-empty", 1, [one, producer(1)], {
  maxOperations: FEW,
});

/** A consumer that finds an empty queue, and a producer that brings 0. */
export const emptyFor0 = queueModel("7.3.1-brings-0", 1, [one, producer(0)], {
  maxOperations: FEW,
});

/** A producer that finds a queue full of 0, and a consumer that takes it. */
export const fullOf0 = queueModel("7.3.1-takes-0", 1, [brings, one], {
  maxOperations: FEW,
  setup: (shared) => {
    empty.setup?.(shared);
    attach(shared).push(0);
  },
});

/** Two that sleep at an empty queue, and one item for them. */
export const oneForTwo = queueModel("7.3.1-one-item", 2, [
  one,
  one,
  producer(1),
]);

/** Two that sleep at a full queue, and one place for them. */
export const oneForTwoFull = queueModel(
  "7.3.1-one-place",
  1,
  [brings, brings, one],
  {
    setup: (shared) => {
      empty.setup?.(shared);
      attach(shared).push(8);
    },
  },
);

/** Three that sleep at an empty queue, and two items for them. */
export const twoForThree = queueModel("7.3.1-two-items", 2, [
  one,
  one,
  one,
  producer(1, 2),
]);

/** Three that sleep at a full queue, and two places for them. */
export const twoForThreeFull = queueModel(
  "7.3.1-two-places",
  2,
  [brings, brings, brings, consumer(2)],
  { setup: twoFull.setup },
);

/** How many items go round the ring in a turn, for three; in the second, -1 to 1. */
const TURNS = [3, 3, 2, 3, 1, 2];

/** One thread that goes round the ring several times. */
export const alone = queueModel("7.3.1-alone", 3, [(shared, t) => {
  const queue = attach(shared);
  for (const [turn, count] of TURNS.entries()) {
    const items = Array.from({ length: count }, (_, i) => 10 * turn + i - 11);
    for (const item of items) queue.push(item);
    const got = items.map(() => queue.pop());
    if (equal(got, items)) continue;
    const before = TURNS.slice(0, turn).reduce((sum, n) => sum + n, 0);
    throw new Found(
      `${items.join(", ")} were pushed into a queue for three${
        before === 0 ? "" : `, through which ${before} had gone before`
      }, and came out as ${got.map(String).join(", ")}.`,
      turn === 1 && equal(got.filter(Boolean), [-1, 1])
        ? ({ written }) => {
          const last = written.findLastIndex(({ value }) => value === 1);
          const [minus, zero, one] = written.slice(last - 2, last + 1)
            .map(({ word }) => word);
          return zero === one && zero !== minus
            ? "a-0-is-a-free-place"
            : "takes-0-for-nothing";
        }
        : equal(got, items.toReversed())
        ? "last-in-first-out"
        : ({ written, moved, pushed, popped, capacity, strayed }) => {
          const places = written.map(({ word }) => Number(word.slice(5)));
          return turn === 0 && moved === 0 &&
              got.every((item) => item === items[0])
            ? "head-stays"
            // The first turn was right, so that it is read at the head.
            : turn > 0 && strayed && got.includes(undefined)
            ? "head-leaves-the-ring"
            : written.length < pushed ||
                places.some((at, i) => at !== i % capacity)
            ? "ring-wraps-elsewhere"
            : popped === 0 && got.every((item) => item === undefined)
            ? "takes-nothing"
            : written.slice(-count).some(({ value }, i) => value !== items[i])
            ? "cuts-items"
            : moved <= Math.max(pushed, popped)
            ? "shift-takes-from-elsewhere"
            : undefined;
        },
    );
  }
  const other = attach(shared);
  other.push(1);
  queue.push(2);
  const both = [queue.pop(), other.pop()];
  if (!equal(both, [1, 2])) {
    throw new Found(
      `1 was pushed by one BoundedQueue, 2 by another on the same memory, and out came ${both}.`,
      "keeps-its-own-place",
    );
  }
  const extremes = [2 ** 31 - 1, -(2 ** 31), 70_000];
  for (const item of extremes) queue.push(item);
  const got = extremes.map(() => queue.pop());
  if (!equal(got, extremes)) {
    throw new Found(
      `${extremes.join(", ")} were pushed, and came out as ${
        got.map(String).join(", ")
      }.`,
      "cuts-items",
    );
  }
  t.log("done");
}]);
