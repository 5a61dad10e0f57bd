import { assertEquals } from "@std/assert";
import type { Thread } from "../../harness/explorer/mod.ts";
import { attach, bounded, consumer, producer, queueModel } from "./queue.ts";

/** Fills a queue for two and empties it, without ever waiting. */
export const capacity = queueModel("7.3.2-capacity", 2, [(shared, t) => {
  const queue = attach(shared);
  for (let round = 0; round < 3; round++) {
    t.log(queue.tryPop());
    t.log(queue.size);
    for (const item of [7, 8, 9]) t.log(queue.tryPush(item));
    t.log(queue.size);
    for (let i = 0; i < 3; i++) t.log(queue.tryPop());
  }
}], {
  final: (_words, logs) => {
    const round = [undefined, 0, true, true, false, 2, 7, 8, undefined];
    assertEquals(
      logs[0],
      [...round, ...round, ...round],
      "tryPop, size, three times tryPush, size, three times tryPop of a queue for two gave something else, three times over.",
    );
  },
});

const patientPush: Thread = (shared, t) => {
  t.log(attach(shared).tryPush(2, 100));
};
const patientPop: Thread = (shared, t) => {
  t.log(attach(shared).tryPop(100));
};

const capacityOne = queueModel("7.3.2-one", 1, [patientPop]);

/** A consumer whose time may run out, and a producer. */
export const timedPop = queueModel(
  "7.3.2-timed-pop",
  1,
  [patientPop, (shared, t) => {
    attach(shared).push(1);
    t.reach("has pushed");
  }],
  {
    ...bounded,
    final: (words, logs) => {
      const left = attach(words.buffer).size;
      assertEquals(
        [logs[0]?.[0], left],
        left === 0 ? [1, 0] : [undefined, 1],
        "An item must be popped or be left in the queue. What tryPop() returned, and the size:",
      );
    },
  },
);

/** A producer whose time may run out, and a consumer. */
export const timedPush = queueModel(
  "7.3.2-timed-push",
  1,
  [(shared, t) => {
    attach(shared).push(1);
    patientPush(shared, t);
  }, consumer(1)],
  {
    ...bounded,
    final: (words, logs) => {
      const left = attach(words.buffer).size;
      assertEquals(
        [logs[0]?.[0], left],
        left === 1 ? [true, 1] : [false, 0],
        "An item is pushed if tryPush() returns true, and only then. What it returned, and the size:",
      );
    },
  },
);

/** A wait that nobody ends but the clock. */
export const runsOut = queueModel("7.3.2-time-runs-out", 1, [
  (shared, t) => {
    t.log(attach(shared).tryPop(100));
    t.log(attach(shared).tryPush(1));
    t.log(attach(shared).tryPush(2, 100));
  },
], {
  final: (_words, logs) =>
    assertEquals(
      logs[0],
      [undefined, true, false],
      "tryPop(100) of an empty queue, tryPush(1), and tryPush(2, 100) to a full one gave something else.",
    ),
});

/** tryPush() and tryPop() must wake those that sleep in pop() and push(). */
export const wakesPop = queueModel("7.3.2-wakes-pop", 1, [
  consumer(1),
  (shared, t) => t.assert(attach(shared).tryPush(1), "There is room for 1."),
]);

export const wakesPush = queueModel("7.3.2-wakes-push", 1, [
  producer(1, 2),
  (shared) => {
    // Until both are out: the queue may be empty when this looks.
    for (let left = 2; left > 0;) {
      if (attach(shared).tryPop(Infinity) !== undefined) left--;
    }
  },
], bounded);

/** One thread that looks at the size while the other one changes it. */
export const sizeRace = queueModel("7.3.2-size", 2, [
  (shared) => attach(shared).push(1),
  (shared, t) => t.log(attach(shared).size),
], {
  final: (_words, [, sizes]) =>
    assertEquals(
      [[0], [1]].some(([size]) => size === sizes?.[0]),
      true,
      `The size is 0 or 1, not ${sizes?.[0]}.`,
    ),
});

/** A producer that waits for room with a time limit. */
export const patient = queueModel("7.3.2-patient-push", 1, [
  patientPush,
  (shared) => {
    attach(shared).tryPop();
  },
], {
  setup: (shared) => {
    capacityOne.setup?.(shared);
    attach(shared).push(1);
  },
});
