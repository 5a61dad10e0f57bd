import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { SETTLES } from "./pool/submit_verdicts.ts";
import { entered, follow, withPool } from "./pool/with_pool.ts";
import type { Act } from "./tasks/task.ts";

lessonTest(
  "7.3.5 ThreadPool.submit() resolves with the result",
  async (story: Story) => {
    await withPool(
      story,
      { threads: 2, module: "identity.ts" },
      async ({ pool }) => {
        const circle: unknown[] = [1];
        circle.push(circle);
        const bytes = new Uint8Array(100_000).map((_, i) => i * 7);
        for (
          const value of [
            ...[0, 7, -1, 2 ** 31, 0.1, NaN, -0, Infinity],
            ...[
              undefined,
              null,
              true,
              false,
              "",
              "héllo",
              12n,
              "x".repeat(300_000),
            ],
            ...[bytes, bytes.subarray(3, 5), new Uint8Array(0)],
            ...[[], { a: [1, { b: 2 }] }, new Map([[1, new Set([2])]])],
            ...[new Float64Array([1.5]), new Date(0), circle],
            ...[new RangeError("a result"), 1],
          ]
        ) {
          const result = await story.within(
            // The threads give back whatever they get.
            pool.submit(value as unknown as Act),
            SETTLES,
          );
          story.equal(result, value, {
            what: "the result of a task that returns what it gets",
            cause: "the task or its result is changed on its way.",
          });
        }
      },
    );
  },
);

lessonTest(
  "7.3.5 ThreadPool.submit() gives each task its own result",
  async (story: Story) => {
    await withPool(story, { threads: 2, queue: 500 }, async (context) => {
      const { pool, gates } = context;
      const slow = follow(pool.submit({ act: "gate", gate: 0, label: 1 }));
      const fast = pool.submit({ act: "gate", gate: 1, label: 2 });
      await entered(
        story,
        context,
        2,
        "two threads do not run two tasks at the same time.",
      );
      story.did(
        "two tasks ran on two threads; the second one was let go first",
      );
      gates.open(1);
      story.equal([await story.within(fast, SETTLES), slow.outcome], [
        2,
        "pending",
      ], {
        what: "the second task's result, and what has become of the first",
        cause:
          "results are given to the promises in the order of submission. Keep for each task which promise is its own.",
      });
      gates.open(0);
      story.did(
        "a hundred tasks were submitted at once, fast and slow ones",
      );
      const values = Array.from({ length: 100 }, (_, i) => i);
      const results = values.map((value) =>
        pool.submit({ act: value % 7 === 0 ? "later" : "echo", value })
      );
      story.equal(await story.within(Promise.all(results), SETTLES), values, {
        what: "the results of a hundred tasks",
        cause: "a result is given to another task's promise.",
      });
    });
  },
);

lessonTest(
  "7.3.5 ThreadPool.submit() copies what it is given",
  async (story: Story) => {
    await withPool(story, { threads: 1 }, async (context) => {
      const { pool, gates } = context;
      const busy = pool.submit({ act: "gate", gate: 0, label: 1 });
      const bytes = new Uint8Array([1, 2, 3]);
      const echoed = pool.submit({ act: "echo", value: bytes });
      const scribbled = pool.submit({ act: "scribble", bytes });
      story.did("a task was submitted with bytes that were then overwritten");
      bytes[1] = 77;
      gates.open(0);
      await story.within(Promise.all([busy, scribbled]), SETTLES);
      story.equal([await echoed, bytes], [
        new Uint8Array([1, 2, 3]),
        new Uint8Array([1, 77, 3]),
      ], {
        what: "the bytes that the task got, and those of the submitter",
        cause:
          "the task is copied when a thread takes it, not when it is submitted, or not copied at all.",
      });
    });
  },
);
