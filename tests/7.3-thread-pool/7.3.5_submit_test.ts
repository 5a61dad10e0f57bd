import { lessonTest } from "../harness/lesson_test.ts";
import { PATIENCE, type Story } from "../harness/story/story.ts";
import { entered, follow, rejection, withPool } from "./pool/with_pool.ts";
import type { Act } from "./tasks/task.ts";

const SETTLES = {
  expected: "every task's promise settles",
  got: "one does not",
  cause:
    "a task is not pushed to the queue, or what is finished is not collected, or the promise is not kept until then.",
};

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
            ...[new Float64Array([1.5]), new Date(0), circle, 1],
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

lessonTest("7.3.5 ThreadPool makes its threads once", async (story: Story) => {
  await withPool(story, { threads: 2 }, async (context) => {
    const { pool, workers } = context;
    const who = new Set<string>();
    let most = 0;
    for (let i = 0; i < 30; i++) {
      const { me, calls } = await story.within(
        pool.submit({ act: "who" }),
        SETTLES,
      ) as { me: string; calls: number };
      who.add(me);
      most = Math.max(most, calls);
    }
    story.equal(workers.started, 2, {
      what: "the number of workers that a pool of two threads has started",
      cause: "a thread is started for each task, or not all threads are.",
    });
    story.holds(who.size <= 2 && most >= 15, {
      expected: "two threads run thirty tasks",
      got: `${who.size} threads ran them, none more than ${most}`,
      cause: "threads are not used again.",
    });
  });
});

lessonTest(
  "7.3.5 ThreadPool uses all its threads at the same time",
  async (story: Story) => {
    await withPool(story, { threads: 3 }, async (context) => {
      const tasks = [1, 2, 3].map((label) =>
        context.pool.submit({ act: "gate", gate: 0, label })
      );
      await entered(
        story,
        context,
        3,
        "one thread runs all tasks, or the others were never started.",
      );
      context.gates.open(0);
      story.equal(await story.within(Promise.all(tasks), SETTLES), [1, 2, 3], {
        what: "the results of three tasks that ran at the same time",
        cause: "a result is given to another task's promise.",
      });
    });
  },
);

lessonTest(
  "7.3.5 ThreadPool runs tasks in the order of submission",
  async (story: Story) => {
    await withPool(story, { threads: 1 }, async ({ pool, gates }) => {
      const labels = Array.from({ length: 20 }, (_, i) => i);
      await story.within(
        Promise.all(labels.map((label) => pool.submit({ act: "note", label }))),
        SETTLES,
      );
      story.equal(gates.order, labels, {
        what: "the order in which one thread ran twenty tasks",
        cause: "the queue is no queue: what comes first must go first.",
      });
    });
  },
);

lessonTest(
  "7.3.5 ThreadPool's threads take tasks while the accepting thread is busy",
  async (story: Story) => {
    await withPool(story, { threads: 2 }, async (context) => {
      const { pool, gates } = context;
      const first = [1, 2].map((label) =>
        pool.submit({ act: "gate", gate: 0, label })
      );
      await entered(story, context, 2, "two threads do not run two tasks.");
      story.did(
        "both threads were busy; ten more tasks were submitted, the two were let go, and the accepting thread was blocked",
      );
      const more = Array.from(
        { length: 10 },
        (_, label) => pool.submit({ act: "note", label }),
      );
      gates.open(0);
      gates.blockUntilEntered(12, PATIENCE);
      story.equal(gates.entered, 12, {
        what: "the number of tasks that were begun meanwhile",
        cause:
          "the queue is in the accepting thread, which must hand out each task itself. Put it into shared memory: a thread that is done takes the next task by itself.",
      });
      await story.within(Promise.all([...first, ...more]), SETTLES);
    });
  },
);

lessonTest(
  "7.3.5 ThreadPool.submit() rejects with what the task threw",
  async (story: Story) => {
    await withPool(story, { threads: 1 }, async ({ pool }) => {
      for (const act of ["throw", "reject"] as const) {
        const error = await rejection(
          story,
          pool.submit({ act, message: "on purpose" }),
          "a task that throws rejects its promise",
          "an error in a task is taken for a result, or gets lost.",
        );
        story.equal([error.name, error.message], ["RangeError", "on purpose"], {
          what: "the name and the message of the error",
          cause: "the error that the task threw is replaced by another one.",
        });
      }
      for (const value of ["plain", 0, undefined]) {
        const thrown = await rejection(
          story,
          pool.submit({ act: "throwValue", value }),
          "a task that throws something else than an error rejects its promise",
          "only errors are taken for errors.",
        );
        story.equal<unknown>(thrown, value, {
          what: "what the promise rejects with",
          cause: "what the task threw is replaced by something else.",
        });
      }
      const error = await rejection(
        story,
        pool.submit({ act: "function" }),
        "a task whose result cannot be cloned rejects its promise",
        "the error in reporting a result gets lost.",
      );
      story.holds(error instanceof Error, {
        expected: "the promise rejects with an Error",
        got: Deno.inspect(error, { colors: false }),
        cause: "the error in reporting a result gets lost.",
      });
      await nextWorks(story, pool.submit({ act: "echo", value: 1 }));
    });
  },
);

lessonTest(
  "7.3.5 ThreadPool.submit() rejects a task that cannot be cloned",
  async (story: Story) => {
    await withPool(story, { threads: 1, queue: 3 }, async ({ pool }) => {
      story.did("twenty tasks that hold a function were submitted");
      for (let i = 0; i < 20; i++) {
        await rejection(
          story,
          pool.submit({ act: "echo", value: () => {} }),
          "a task that cannot be cloned rejects its promise",
          "the error in writing a task gets lost.",
        );
      }
      await nextWorks(story, pool.submit({ act: "echo", value: 1 }));
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

async function nextWorks(story: Story, next: Promise<unknown>): Promise<void> {
  story.equal(await story.within(next, SETTLES), 1, {
    what: "the result of the next task",
    cause: "an error in a task must leave the thread and the pool unharmed.",
  });
}
