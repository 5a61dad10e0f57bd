import { howMany } from "../../harness/story/how_many.ts";
import type { Model, Thread } from "../../harness/explorer/mod.ts";
import { QueueClosedError } from "../../../lessons/7.3-thread-pool/given/queue_memory.ts";
import { attach, bounded, consumer, producer, queueModel } from "./queue.ts";
import { Found } from "./queue_cause.ts";

/** When calls begin, in milliseconds since their program began. */
export const BEGUN = 250;

/** Has a model's clock, which begins at 0, move on as any program's has. */
function begin(): void {
  while (performance.now() < BEGUN) continue;
}

const late = (thread: Thread): Thread => (shared, t) => {
  begin();
  thread(shared, t);
};

/** Fills a queue for two and empties it, without ever waiting. */
export const capacity = queueModel("7.3.2-capacity", 2, [(shared, t) => {
  begin();
  const queue = attach(shared);
  const gives = (call: string, got: unknown, right: unknown) => {
    const took = performance.now() - BEGUN;
    if (took > 5) {
      throw new Found(
        `${call} took ${Math.round(took)} ms, though it had no time.${
          took === BEGUN ? ` The program began ${BEGUN} ms before.` : ""
        }`,
        took === BEGUN || took > 1e12 // since 1970
          ? "limit-is-a-point-in-time"
          : "waits-without-time",
      );
    }
    if (got === right) return;
    throw new Found(
      `${call} gave ${got}, not ${right}, in round ${
        round + 1
      }: fill a queue for two, and empty it.`,
      call.startsWith("size")
        // What came and went is counted in the ring, rightly or not.
        ? ({ now }) =>
          now.size === got ? undefined : "size-is-not-the-number-of-items"
        : call.startsWith("tryPop() of an empty")
        ? "takes-what-is-not-there"
        : call.startsWith("tryPop() of a queue") && got === undefined
        ? "does-not-look-without-time"
        : call.startsWith("tryPush(9)")
        ? fullIs(got)
        // What it has appended all the same, it has not given up.
        : got === false
        ? ({ pushed, popped }) =>
          pushed - popped === (call.startsWith("tryPush(8)") ? 1 : 0)
            ? "does-not-look-without-time"
            : undefined
        : undefined,
    );
  };
  let round = 0;
  for (; round < 3; round++) {
    gives("tryPop() of an empty queue", queue.tryPop(), undefined);
    gives("size of an empty queue", queue.size, 0);
    gives("tryPush(7) to an empty queue", queue.tryPush(7), true);
    gives("size of a queue with 7 in it", queue.size, 1);
    gives("tryPush(8) to a queue with room", queue.tryPush(8), true);
    gives("tryPush(9) to a full queue", tried(() => queue.tryPush(9)), false);
    gives("size of a full queue", queue.size, 2);
    gives("tryPop() of a queue with 7 and 8", queue.tryPop(), 7);
    gives("tryPop() of a queue with 8", queue.tryPop(), 8);
  }
  t.log("done");
}]);

/** Why an attempt to push to a full queue gave something else than false. */
function fullIs(got: unknown): ConstructorParameters<typeof Found>[1] {
  if (got !== true) return undefined;
  return ({ now, capacity }) =>
    now.size > capacity
      ? "appends-though-the-time-is-over"
      : now.size === capacity
      ? "full-is-reported-as-done"
      : undefined;
}

/** What a push to a full queue came to. */
function tried(push: () => boolean): boolean {
  try {
    return push();
  } catch (error) {
    const isOwn = error instanceof QueueClosedError ||
      error instanceof Error && error.constructor === Error &&
        !error.message.startsWith("TODO");
    if (!isOwn) throw error;
    throw new Found(
      `tryPush(9) to a full queue threw: ${error.message}`,
      "full-is-an-error",
    );
  }
}

const patientPush: Thread = (shared, t) => {
  t.log(attach(shared).tryPush(2, 100));
};
const patientPop: Thread = (shared, t) => {
  t.log(attach(shared).tryPop(100));
};

const capacityOne = queueModel("7.3.2-one", 1, [late(patientPop)]);

/** A consumer of an empty queue that gives up in the end. */
export const patiently = capacityOne;

/** A consumer of an empty queue that does not wait. */
export const atOnce = queueModel("7.3.2-at-once", 1, [(shared, t) => {
  t.log(attach(shared).tryPop());
}]);

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
      const got = logs[0]?.[0];
      if (got === (left === 0 ? 1 : undefined)) return;
      throw new Found(
        `1 was pushed; tryPop(100) returned ${got}, and ${
          howMany(left, "item is", "items are")
        } left.`,
        undefined,
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
      const got = logs[0]?.[0];
      if (got === (left === 1)) return;
      throw new Found(
        `1 was pushed and popped; tryPush(2, 100) returned ${got}, and ${
          howMany(left, "item is", "items are")
        } left.`,
        undefined,
      );
    },
  },
);

/** What is due comes in the end, and a thread may wake before, for nothing. */
const wokenForNothing = (
  call: string,
  right: unknown,
  model: Model,
): Model => ({
  ...model,
  spuriousWakeups: 1,
  final: (_words, logs) => {
    const got = logs[0]?.[0];
    if (got === right) return;
    throw new Found(
      `${call} returned ${got}, though it had all the time in the world.`,
      ({ woken }) => woken.has(0) ? "gives-up-when-woken" : undefined,
    );
  },
});
export const wokenPop = wokenForNothing(
  "tryPop(Infinity)",
  1,
  queueModel("7.3.2-woken-pop", 1, [
    (shared, t) => t.log(attach(shared).tryPop(Infinity)),
    producer(1),
  ]),
);
export const wokenPush = wokenForNothing(
  "tryPush(2, Infinity) to a full queue",
  true,
  queueModel("7.3.2-woken-push", 1, [
    (shared, t) => t.log(attach(shared).tryPush(2, Infinity)),
    consumer(1),
  ], {
    setup: (shared) => {
      capacityOne.setup?.(shared);
      attach(shared).push(1);
    },
  }),
);

function gives(
  call: string,
  got: unknown,
  right: unknown,
): void {
  if (got !== right) {
    throw new Found(
      `${call} returned ${got}, not ${right}.`,
      right === false ? fullIs(got) : undefined,
    );
  }
}

/** A wait for an item that nobody ends but the clock. */
export const popRunsOut = queueModel("7.3.2-pop-runs-out", 1, [
  (shared) => {
    const queue = attach(shared);
    gives("tryPop(100) of an empty queue", queue.tryPop(100), undefined);
    gives("tryPush(1) to an empty queue", queue.tryPush(1), true);
  },
]);

/** A wait for room that nobody ends but the clock. */
export const pushRunsOut = queueModel("7.3.2-push-runs-out", 1, [
  (shared) => {
    const queue = attach(shared);
    gives("tryPush(1) to an empty queue", queue.tryPush(1), true);
    gives(
      "tryPush(2, 100) to a full queue of which nobody took anything",
      queue.tryPush(2, 100),
      false,
    );
  },
]);

/** tryPush() and tryPop() must wake those that sleep in pop() and push(). */
export const wakesPop = queueModel("7.3.2-wakes-pop", 1, [
  (shared) =>
    gives("tryPush(1) to an empty queue", attach(shared).tryPush(1), true),
  consumer(1),
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
  (shared) => attach(shared).push(2),
  (shared, t) => {
    const { size } = attach(shared);
    t.log(size);
    if (size === 1 || size === 2) return;
    throw new Found(
      `size gave ${size} of a queue with an item in it, while another one was pushed.`,
      ({ holder }) =>
        holder === undefined
          ? "size-is-not-the-number-of-items"
          : "does-not-wait-for-the-mutex",
    );
  },
], {
  setup: (shared) => {
    capacity.setup?.(shared);
    attach(shared).push(1);
  },
});

/** A producer that waits for room with a time limit. */
export const patient = queueModel("7.3.2-patient-push", 1, [
  late(patientPush),
  (shared) => {
    attach(shared).tryPop();
  },
], {
  setup: (shared) => {
    capacityOne.setup?.(shared);
    attach(shared).push(1);
  },
});
