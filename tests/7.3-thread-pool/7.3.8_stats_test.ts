import { lessonTest } from "../harness/lesson_test.ts";
import { PATIENCE, type Story } from "../harness/story/story.ts";
import { SETTLES } from "./pool/stats_verdicts.ts";
import {
  entered,
  type PoolTest,
  rejection,
  withPool,
} from "./pool/with_pool.ts";

/** Waits until all threads are there, and have nothing to do. */
async function quiet(
  story: Story,
  { pool }: PoolTest,
  threads: number,
): Promise<void> {
  await story.eventually(() => pool.stats().idle === threads, () => ({
    expected: `stats() comes to show ${threads} idle threads`,
    got: Deno.inspect(pool.stats(), { colors: false }),
    cause: "threads are counted before they are ready, or never.",
  }));
}

/** Compares the counts only. */
function counts(
  story: Story,
  { pool }: PoolTest,
  when: string,
  expected: Record<string, number>,
): void {
  const { waitTime: _w, runTime: _r, ...got } = pool.stats();
  const all = {
    threads: 2,
    idle: 0,
    running: 0,
    queued: 0,
    waiting: 0,
    completed: 0,
    failed: 0,
    rejected: 0,
    cancelled: 0,
  };
  story.equal(got, { ...all, ...expected }, {
    what: `the counts of stats() ${when}`,
    cause:
      "a task is counted twice or not at all, or under the wrong name. Each one is queued, running, waiting, or has ended in one way.",
  });
}

lessonTest(
  "7.3.8 ThreadPool.stats() is exact at every moment",
  async (story) => {
    await withPool(story, { threads: 2, queue: 3 }, async (context) => {
      const { pool, gates } = context;
      await quiet(story, context, 2);
      counts(story, context, "before the first task", { idle: 2 });
      const atFirst = pool.stats();
      const controller = new AbortController();
      const { signal } = controller;
      const gate = (label: number) =>
        pool.submit({ act: "gate", gate: label, label });
      const tasks = [gate(0)];
      await entered(story, context, 1, "no thread begins the task.");
      counts(story, context, "with one task", { idle: 1, running: 1 });
      tasks.push(gate(1));
      await entered(story, context, 2, "no thread begins the task.");
      tasks.push(gate(2), gate(3));
      const cancelled = pool.submit({ act: "note", label: 9 }, { signal });
      const failing = pool.submit({ act: "throw", message: "on purpose" });
      tasks.push(gate(4));
      counts(
        story,
        context,
        "with seven tasks, two threads and a queue for three",
        {
          running: 2,
          queued: 3,
          waiting: 2,
        },
      );
      controller.abort();
      await rejection(story, cancelled, "the task is cancelled", SETTLES.cause);
      counts(story, context, "after one in the queue was cancelled", {
        running: 2,
        queued: 3,
        waiting: 1,
        cancelled: 1,
      });
      gates.open(0);
      await entered(story, context, 3, "the next task is not begun.");
      await story.within(tasks[0] ?? failing, SETTLES);
      counts(story, context, "after one task has ended", {
        running: 2,
        queued: 3,
        completed: 1,
        cancelled: 1,
      });
      gates.openAll();
      await rejection(story, failing, "the task fails", SETTLES.cause);
      await story.within(Promise.all(tasks), SETTLES);
      await quiet(story, context, 2);
      story.equal([atFirst.idle, atFirst.completed], [2, 0], {
        what:
          "idle and completed of the first stats(), looked at again at the end",
        cause: "stats() returns numbers that go on changing: return a copy.",
      });
      counts(story, context, "at the end", {
        idle: 2,
        completed: 5,
        failed: 1,
        cancelled: 1,
      });
    });
  },
);

lessonTest(
  "7.3.8 ThreadPool.stats() has no fewer than no idle threads",
  async (story) => {
    await withPool(story, { threads: 1 }, async ({ pool, gates }) => {
      const task = pool.submit({ act: "gate", gate: 0, label: 0 });
      gates.blockUntilEntered(1, PATIENCE);
      const { threads, running, idle } = pool.stats();
      story.did(
        "a thread began a task before the accepting thread heard that the thread was ready",
      );
      story.equal({ threads, running, idle }, {
        threads: 0,
        running: 1,
        idle: 0,
      }, {
        what: "threads, running and idle of stats()",
        cause:
          "a thread may run a task that is not yet counted among the threads: there are never fewer than 0 idle ones.",
      });
      gates.open(0);
      await story.within(task, SETTLES);
    });
  },
);

lessonTest(
  "7.3.8 ThreadPool.stats() counts what was refused or crashed",
  async (story) => {
    await withPool(
      story,
      { threads: 2, queue: 0, onFull: "reject" },
      async (context) => {
        const { pool, gates } = context;
        await quiet(story, context, 2);
        const tasks = [1, 2].map((label) =>
          pool.submit({ act: "gate", gate: 0, label })
        );
        await entered(story, context, 2, "the tasks are not begun.");
        for (let i = 0; i < 3; i++) {
          await rejection(
            story,
            pool.submit({ act: "note", label: 9 }),
            "a task that finds no room is refused",
            SETTLES.cause,
          );
        }
        counts(story, context, "after three tasks were refused", {
          running: 2,
          rejected: 3,
        });
        gates.open(0);
        await story.within(Promise.all(tasks), SETTLES);
        await rejection(
          story,
          pool.submit({ act: "close" }),
          "a task that ends its thread is rejected",
          SETTLES.cause,
        );
        await quiet(story, context, 2);
        counts(story, context, "after one task has ended its thread", {
          idle: 2,
          completed: 2,
          failed: 1,
          rejected: 3,
        });
      },
    );
  },
);
