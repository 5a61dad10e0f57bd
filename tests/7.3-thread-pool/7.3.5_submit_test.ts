import { equal } from "@std/assert";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { means } from "./misconceptions.ts";
import {
  brief,
  entered,
  follow,
  resolves,
  withPool,
} from "./pool/with_pool.ts";
import type { Act } from "./tasks/task.ts";

lessonTest(
  "7.3.5 ThreadPool.submit() resolves with the result",
  async (story: Story) => {
    await withPool(
      story,
      { threads: 2, module: "identity.ts" },
      async ({ pool }) => {
        story.did("the threads gave back whatever they got");
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
          const result = await resolves(
            story,
            pool.submit(value as unknown as Act),
            `the promise of task ${brief(value)}`,
          );
          story.holds(equal(result, value), {
            expected: `task ${brief(value)} resolves with the same`,
            got: `it resolved with ${brief(result)}`,
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
      await entered(story, context, 2);
      story.did(
        "two tasks ran on two threads; the second one was let go first",
      );
      gates.open(1);
      const got = await resolves(story, fast, "the second task's promise");
      story.equal([got, slow.outcome], [2, "pending"], {
        what: "the second task's result, and what has become of the first",
        ...means(slow.outcome === "pending" ? undefined : "results-by-order"),
      });
      gates.open(0);
      story.did(
        "a hundred tasks were submitted at once, fast and slow ones",
      );
      const values = Array.from({ length: 100 }, (_, i) => i);
      const results = values.map((value) =>
        pool.submit({ act: value % 7 === 0 ? "later" : "echo", value })
      );
      const all = await resolves(story, Promise.all(results), "each promise");
      story.equal<unknown>(all, values, {
        what: "the results of a hundred tasks",
        ...means(
          all.some((one) => one instanceof Object && "act" in one)
            ? "task-is-its-own-result"
            : undefined,
        ),
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
      const all = Promise.all([echoed, busy, scribbled]);
      const [got] = await resolves(story, all, "each promise");
      story.equal(got, new Uint8Array([1, 2, 3]), {
        what: "what the task got of the bytes",
        ...means(
          equal(got, new Uint8Array([1, 77, 3]))
            ? "sends-the-task-later"
            : undefined,
        ),
      });
      story.equal(bytes, new Uint8Array([1, 77, 3]), {
        what: "what the submitter has when a task has changed its own bytes",
      });
    });
  },
);
