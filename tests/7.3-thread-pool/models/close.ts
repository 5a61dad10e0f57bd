import { assertEquals } from "@std/assert";
import { QueueClosedError } from "../../../lessons/7.3-thread-pool/given/queue_memory.ts";
import type { Model, Thread } from "../../harness/explorer/mod.ts";
import { attach, bounded, queueModel } from "./queue.ts";

const closer: Thread = (shared) => attach(shared).close();

/** What a push to a queue that may be closed came to. */
function outcome(push: () => unknown): unknown {
  try {
    return push() ?? "pushed";
  } catch (error) {
    if (error instanceof QueueClosedError) return "refused";
    throw error;
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

/** Two consumers of an empty queue that is closed. */
export const consumers = queueModel(
  "7.3.3-consumers-asleep",
  1,
  [pops, pops, closer],
  {
    ...bounded,
    final: (_words, logs) =>
      assertEquals(
        [logs[0], logs[1]],
        [[undefined], [undefined]],
        "Nothing was pushed: both get the end of the queue.",
      ),
  },
);

/** A queue for one item, with one in it. */
const full: Partial<Model> = {
  setup: (shared) => {
    consumers.setup?.(shared);
    attach(shared).push(1);
  },
};

/** Two producers at a full queue that is closed. */
export const producers = queueModel(
  "7.3.3-producers-asleep",
  1,
  [pushes, pushes, closer],
  {
    ...bounded,
    ...full,
    final: (words, logs) => {
      assertEquals(
        [logs[0], logs[1]],
        [["refused"], ["refused"]],
        "The queue was full and nobody popped: both get an error.",
      );
      assertEquals(attach(words.buffer).size, 1, "What was in it is lost.");
    },
  },
);

/**
 * A producer that sleeps at a full queue, which is then emptied and closed, in
 * either order: when it wakes, there may be room in a closed queue.
 */
const closedWithRoom = (name: string, waits: Thread) =>
  queueModel(name, 1, [waits, drain, closer], {
    ...bounded,
    ...full,
    final: (_words, [pushed, popped]) =>
      assertEquals(
        popped,
        pushed?.[0] === "refused" ? [1] : [1, 2],
        "Who empties the queue gets 1, which was in it, and 2 if the push of 2 did not throw. It got:",
      ),
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
      const got = popped?.[0] === undefined ? 0 : 1;
      assertEquals(
        got + attach(words.buffer).size,
        pushed?.[0] === "pushed" ? 1 : 0,
        "An item that was pushed must be popped or still be there, and one that was refused must not. How many there are:",
      );
    },
    ...bounded,
  },
);

/** One thread that closes a queue with something in it. */
export const drains = queueModel("7.3.3-drains", 2, [(shared, t) => {
  const queue = attach(shared);
  queue.push(1);
  queue.push(2);
  t.log(queue.closed);
  queue.close();
  queue.close();
  t.log(queue.closed);
  t.log(queue.pop());
  t.log(outcome(() => queue.push(3)));
  t.log(outcome(() => queue.tryPush(3)));
  t.log(queue.size);
  t.log(queue.tryPop());
  t.log(outcome(() => queue.tryPush(3, 100)));
  for (const end of [queue.pop(), queue.tryPop(), queue.tryPop(100)]) {
    t.log(end);
  }
}], {
  final: (_words, logs) => {
    assertEquals(
      logs[0],
      // deno-fmt-ignore
      [false, true, 1, "refused", "refused", 1, 2, "refused", undefined, undefined, undefined],
      "What is in a closed queue can be popped, nothing can be pushed, and then comes the end.",
    );
  },
});

/** Time limits that are cut short by close(). */
export const timed = queueModel("7.3.3-time-limits", 1, [
  (shared, t) => t.log(attach(shared).tryPop(Infinity)),
  (shared) => attach(shared).close(),
], {
  final: (_words, logs) =>
    assertEquals(logs[0], [undefined], "The end of the queue is undefined."),
});
export const timedPush = queueModel(
  "7.3.3-time-limits-push",
  1,
  [pushesUnlimited, closer],
  {
    ...full,
    final: (_words, logs) =>
      assertEquals(logs[0], ["refused"], "A push to a closed queue throws."),
  },
);
