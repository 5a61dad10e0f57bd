import { howMany } from "../../harness/story/how_many.ts";
import type { Thread } from "../../harness/explorer/mod.ts";
import { attach, bounded, queueModel } from "./queue.ts";
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
