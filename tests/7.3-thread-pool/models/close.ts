import { howMany } from "../../harness/story/how_many.ts";
import { equal } from "@std/assert";
import { QueueClosedError } from "../../../lessons/7.3-thread-pool/given/queue_memory.ts";
import type { Model, Thread } from "../../harness/explorer/mod.ts";
import { attach, bounded, queueModel } from "./queue.ts";
import { Found } from "./queue_cause.ts";

/** Thread 0, as a failure tells it first if it waits, which it need not. */
const closer: Thread = (shared) => attach(shared).close();

/** Whether an error says that the code went wrong, and not that it refuses. */
export function isFault(error: Error): boolean {
  return error instanceof TypeError || error instanceof ReferenceError ||
    /^Cannot (?!push)|TODO/.test(error.message);
}

/** What a push to a queue that may be closed came to. */
export function outcome(push: () => unknown): unknown {
  try {
    return push() ?? "pushed";
  } catch (error) {
    if (error instanceof QueueClosedError) return "refused";
    if (!(error instanceof Error) || isFault(error)) throw error;
    throw new Found(
      `A push to a closed queue threw ${error.name}: ${error.message}`,
      "refuses-with-another-error",
    );
  }
}

const pops: Thread = (shared, t) => t.log(attach(shared).pop());
const pushes: Thread = (shared, t) => {
  t.log(outcome(() => attach(shared).push(2)));
};

const pushesUnlimited: Thread = (shared, t) => {
  t.log(outcome(() => attach(shared).tryPush(2, Infinity)));
};

/** Pops until the end of the queue. */
const drain: Thread = (shared, t) => {
  const queue = attach(shared);
  for (let item; (item = queue.pop()) !== undefined;) t.log(item);
};

/** Checks what threads have got when the queue was closed. */
function allGet(
  logs: readonly (readonly unknown[])[],
  threads: readonly number[],
  right: unknown,
): void {
  for (const thread of threads) {
    const got = logs[thread]?.[0];
    if (got === right) continue;
    throw new Found(
      `T${thread} got ${got} when the queue was closed, not ${right}.`,
      right === undefined
        ? "end-is-an-item"
        : got === false
        ? "closed-is-reported-as-full"
        : undefined,
    );
  }
}

/** Two consumers of an empty queue that is closed. */
export const consumers = queueModel(
  "7.3.3-consumers-asleep",
  1,
  [closer, pops, pops],
  {
    ...bounded,
    final: (_words, logs) => allGet(logs, [1, 2], undefined),
  },
);

/** Two consumers, one of which was told of an item when the queue is closed. */
export const closedWithAnItem = queueModel(
  "7.3.3-an-item-and-the-end",
  1,
  [pops, pops, (shared) => {
    attach(shared).push(1);
    attach(shared).close();
  }],
  {
    ...bounded,
    final: (words, logs) => {
      const got = [logs[0]?.[0], logs[1]?.[0]];
      if (got.includes(1) && got.includes(undefined)) return;
      throw new Found(
        `1 was pushed and the queue closed, and two threads popped ${
          got.join(" and ")
        }.`,
        got.every((one) => one === undefined)
          ? attach(words.buffer).size > 0
            ? "end-comes-before-the-items"
            : "close-throws-items-away"
          : undefined,
      );
    },
  },
);

/** A queue for one item, with one in it. */
export const full: Partial<Model> = {
  setup: (shared) => {
    consumers.setup?.(shared);
    attach(shared).push(1);
  },
};

/** Two producers at a full queue that is closed. */
export const producers = queueModel(
  "7.3.3-producers-asleep",
  1,
  [closer, pushes, pushes],
  {
    ...bounded,
    ...full,
    final: (words, logs) => {
      allGet(logs, [1, 2], "refused");
      const { size } = attach(words.buffer);
      if (size === 1) return;
      throw new Found(`One item was in the queue, and now ${size}.`, undefined);
    },
  },
);

/** Two producers, one of which was told of room when the queue is closed. */
export const closedWithAPlace = queueModel(
  "7.3.3-a-place-and-the-end",
  1,
  [
    (shared) => {
      attach(shared).pop();
      attach(shared).close();
    },
    pushes,
    pushes,
  ],
  {
    ...bounded,
    ...full,
    final: (words, logs) => {
      const pushed = logs.flat().filter((got) => got === "pushed").length;
      const { size } = attach(words.buffer);
      if (pushed === size && logs.flat().length === 2) return;
      throw new Found(
        `${howMany(pushed, "push", "pushes")} went well, and ${
          howMany(size, "item is", "items are")
        } in the queue.`,
        undefined,
      );
    },
  },
);

/** A consumer that sleeps beside a producer when the queue is closed. */
export const closedWithBothAsleep = queueModel(
  "7.3.3-both-sides-asleep",
  1,
  [
    (shared, t) => {
      attach(shared).pop();
      t.reach("took the item");
      attach(shared).close();
    },
    pushes,
    pushes,
    pops,
  ],
  { ...bounded, ...full },
);

/**
 * A producer that sleeps at a full queue, which is then emptied and closed, in
 * either order: when it wakes, there may be room in a closed queue.
 */
const closedWithRoom = (name: string, waits: Thread) =>
  queueModel(name, 1, [waits, drain, closer], {
    ...bounded,
    ...full,
    final: (_words, [pushed, popped = []]) => {
      const right = pushed?.[0] === "refused" ? [1] : [1, 2];
      if (equal(popped, right)) return;
      throw new Found(
        `The push of 2 ${
          right.length === 1 ? "threw" : "returned"
        }, and whoever emptied the queue got ${
          popped.join(", ") || "nothing"
        }.`,
        right.length === 2 && equal(popped, [1])
          ? "asks-for-the-end-before-the-sleep-only"
          : undefined,
      );
    },
  });
export const closedWhilePushing = [
  closedWithRoom("7.3.3-room-after-the-end", pushes),
  closedWithRoom("7.3.3-room-after-the-end-try", pushesUnlimited),
];

/** One of each kind: a producer, a consumer, and one that closes. */
export const all = queueModel(
  "7.3.3-everyone",
  1,
  [pushes, pops, closer],
  {
    final: (words, [pushed, popped]) => {
      const left = attach(words.buffer).size;
      const there = left + (popped?.[0] === undefined ? 0 : 1);
      if (there === (pushed?.[0] === "pushed" ? 1 : 0)) return;
      throw new Found(
        `push(2) was ${pushed?.[0]}, pop() gave ${popped?.[0]}, and ${
          howMany(left, "item is", "items are")
        } left.`,
        undefined,
      );
    },
    ...bounded,
  },
);

/** Time limits that are cut short by close(). */
export const timed = queueModel("7.3.3-time-limits", 1, [
  (shared, t) => t.log(attach(shared).tryPop(Infinity)),
  (shared) => attach(shared).close(),
], {
  final: (_words, logs) => allGet(logs, [0], undefined),
});
export const timedPush = queueModel(
  "7.3.3-time-limits-push",
  1,
  [closer, pushesUnlimited],
  {
    ...full,
    final: (words, logs) => {
      if (logs[1]?.[0] === false) {
        throw new Found(
          "tryPush(2, Infinity) to a full queue that was closed gave false.",
          saysRoom(words.buffer),
        );
      }
      allGet(logs, [1], "refused");
    },
  },
);

/** Whether a closed queue refuses with an error as soon as there is room. */
function saysRoom(shared: SharedArrayBuffer) {
  const queue = attach(shared);
  queue.pop();
  return outcome(() => queue.tryPush(2)) === "refused"
    ? "full-hides-the-end"
    : "closed-is-reported-as-full";
}
