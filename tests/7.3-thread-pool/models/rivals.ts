import { howMany } from "../../harness/story/how_many.ts";
import type { Thread } from "../../harness/explorer/mod.ts";
import { attach, bounded, type BoundedQueue, queueModel } from "./queue.ts";
import { Found } from "./queue_cause.ts";

const pushes = (item: number, ms?: number): Thread => (shared, t) => {
  t.log(attach(shared).tryPush(item, ms));
};
const pops = (ms?: number): Thread => (shared, t) => {
  t.log(attach(shared).tryPop(ms));
};

/** Two attempts for one place, or for one item, and nobody who brings more. */
const rivals = (
  name: string,
  calls: string,
  threads: Thread[],
  gets: unknown,
  none: unknown,
  items: readonly number[],
) =>
  queueModel(name, 1, threads, {
    ...bounded,
    setup: (shared) => {
      empty.setup?.(shared);
      for (const item of items) attach(shared).push(item);
    },
    final: (words, logs) => {
      const got = logs.map(([one]) => one);
      const left = attach(words.buffer).size;
      const isShared = got.includes(gets) && got.includes(none);
      if (isShared && left === 1 - items.length) return;
      throw new Found(
        `${calls} returned ${got.join(" and ")}, and ${
          howMany(left, "item is", "items are")
        } left.`,
        ({ relocked }) => relocked && "unlocks-between",
      );
    },
  });

/** Two attempts for which there is enough: both get it, whoever is first. */
const both = (
  name: string,
  told: string,
  right: readonly unknown[],
  call: (queue: BoundedQueue, item: number) => unknown,
  items: readonly number[],
) =>
  queueModel(
    name,
    2,
    [0, 1].map((thread): Thread => (shared) => {
      const got = call(attach(shared), thread + 1);
      if (right.includes(got)) return;
      throw new Found(
        `${told} gave ${got}.`,
        ({ tried }) =>
          tried.has(thread) ? "does-not-wait-for-the-mutex" : undefined,
      );
    }),
    {
      ...bounded,
      setup: (shared) => {
        two.setup?.(shared);
        for (const item of items) attach(shared).push(item);
      },
    },
  );
const two = queueModel("7.3.2-empty-for-two", 2, []);

export const bothPush = both(
  "7.3.2-room-for-both",
  "tryPush() to a queue with room for both threads' items",
  [true],
  (queue, item) => queue.tryPush(item),
  [],
);
export const bothPop = both(
  "7.3.2-an-item-for-both",
  "tryPop() of a queue with an item for each thread",
  [1, 2],
  (queue) => queue.tryPop(),
  [1, 2],
);
const empty = queueModel("7.3.2-empty", 1, []);

export const rivalPushes = rivals(
  "7.3.2-two-for-one-place",
  "tryPush(1, 100) and tryPush(2) to an empty queue for one",
  [pushes(1, 100), pushes(2)],
  true,
  false,
  [],
);

export const rivalPops = rivals(
  "7.3.2-two-for-one-item",
  "tryPop(100) and tryPop() of a queue with 1 in it",
  [pops(100), pops()],
  1,
  undefined,
  [1],
);
