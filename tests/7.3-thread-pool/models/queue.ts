import { assertEquals, equal } from "@std/assert";
import {
  BoundedQueue as LessonBoundedQueue,
} from "../../../lessons/7.3-thread-pool/bounded_queue.ts";
import { QueueMemory } from "../../../lessons/7.3-thread-pool/given/queue_memory.ts";
import { Mutex, MutexToken } from "../../../lessons/given/mutex.ts";
import {
  type Model,
  mutexWord,
  ownInstances,
  type Thread,
  type WordNames,
} from "../../harness/explorer/mod.ts";
import { Found } from "./queue_cause.ts";

/** The lesson's, as each thread has it. */
export const { BoundedQueue } = await ownInstances(
  { BoundedQueue: LessonBoundedQueue },
  import.meta.resolve("../../../lessons/7.3-thread-pool/bounded_queue.ts"),
);
export type BoundedQueue = LessonBoundedQueue;

/** Leaves a word free before the queue, to see whether it keeps to its own. */
const OFFSET = 4;

/** Attaches to the model's queue. */
export function attach(shared: SharedArrayBuffer): BoundedQueue {
  return new BoundedQueue(shared, OFFSET);
}

/** Whether the queue begins with a mutex, as the lesson's does. */
const HAS_MUTEX = BoundedQueue.byteLength(1) === QueueMemory.byteLength(1);

/** A queue's words: those of its parts, and then of its ring. */
const WORDS: WordNames = Object.fromEntries(
  [
    mutexWord(),
    // The given mutex counts its sleepers; a learner's own may have one word.
    ...(Mutex.BYTE_LENGTH > 4 ? ["sleepers"] : []),
    "not empty",
    "not full",
    "capacity",
    "head",
    "size",
    "closed",
    "item 0",
    "item 1",
    "item 2",
  ].map((word, index) => [OFFSET + 4 * index, word]),
);

/** A model of threads around one queue, with a free word on both sides of it. */
export function queueModel(
  name: string,
  capacity: number,
  threads: Thread[],
  more: Partial<Model> = {},
): Model {
  return {
    name,
    bytes: OFFSET + BoundedQueue.byteLength(capacity) + 4,
    words: WORDS,
    setup: (shared) => {
      BoundedQueue.initialize(shared, OFFSET, capacity);
    },
    threads,
    invariant: (words) => {
      assertEquals(words[0], 0, "The word before the queue was written to.");
      assertEquals(words.at(-1), 0, "The word behind it was written to.");
    },
    // Three times what the largest of these models needs.
    maxStates: 150_000,
    ...more,
    final: (words, logs) => {
      // Whoever looks at such a queue waits for ever.
      if (HAS_MUTEX && words[OFFSET / 4] !== 0) {
        throw new Found(
          "The queue's mutex is locked, and nobody is left to unlock it.",
          "mutex-stays-locked",
        );
      }
      more.final?.(words, logs);
    },
  };
}

/**
 * What makes four threads few enough schedules to try: the mutex, which lesson
 * 7.4 proves, takes one step, and a thread that could go on is put aside for
 * another at most twice in a schedule.
 */
export const bounded: Partial<Model> = {
  oneStep: [
    { of: Mutex, methods: ["lock", "lockIfAvailable"] },
    { of: MutexToken, methods: ["lock", "unlock", Symbol.dispose] },
  ],
  preemptions: 2,
};

/** Pushes these items. */
export const producer = (...items: number[]): Thread => (shared) => {
  const queue = attach(shared);
  for (const item of items) queue.push(item);
};

/** Pops so many items and logs them. */
export const consumer = (count: number): Thread => (shared, t) => {
  const queue = attach(shared);
  for (let i = 0; i < count; i++) t.log(queue.pop());
};

/** Checks that all threads together have logged these items, in any order. */
export const popped =
  (...items: number[]): NonNullable<Model["final"]> => (_words, logs) => {
    for (const [thread, log] of logs.entries()) {
      if (!log.includes(undefined)) continue;
      throw new Found(
        `T${thread} got undefined from pop(), and the queue is not closed.`,
        ({ woken, slept, locks }) =>
          (locks.get(thread) ?? 0) > 1
            ? "unlocks-between"
            : woken.has(thread)
            ? "looks-once"
            : slept.has(thread)
            ? undefined
            : "never-sleeps",
      );
    }
    const got = logs.flat();
    if (equal(got.toSorted(), items)) return;
    const lost = items.filter((item) => !got.includes(item));
    throw new Found(
      `The items ${items.join(", ")} were pushed, and ${
        got.join(", ")
      } popped: ${lost.join(" and ") || "one"} is lost.`,
      ({ overfull }) =>
        Number(overfull?.locks) > 1
          ? "unlocks-between"
          : overfull?.slept
          ? "looks-once"
          : undefined,
    );
  };
