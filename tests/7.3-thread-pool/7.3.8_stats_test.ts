import { lessonTest } from "../harness/lesson_test.ts";
import { soon } from "../harness/story/soon.ts";
import { PATIENCE, type Story } from "../harness/story/story.ts";
import { means } from "./misconceptions.ts";
import {
  entered,
  type PoolTest,
  rejection,
  resolves,
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
    got: `${pool.stats().idle} of ${pool.stats().threads} are idle`,
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
  const right: Record<string, number> = {
    threads: 2,
    idle: 0,
    running: 0,
    queued: 0,
    waiting: 0,
    completed: 0,
    failed: 0,
    rejected: 0,
    cancelled: 0,
    ...expected,
  };
  const wrong = Object.entries(got).filter(([name, n]) => n !== right[name]);
  const tell = (counts: Record<string, number>) =>
    wrong.map(([name]) => `${name}: ${counts[name]}`).join(", ");
  const isBoth = wrong.length === 1 &&
    got.queued === (right.queued ?? 0) + got.running;
  story.holds(wrong.length === 0, {
    expected: `stats() ${when} has ${tell(right)}`,
    got: tell({ ...got }),
    ...means(
      isBoth
        ? "counts-running-as-queued"
        : wrong.length === 1 && right.cancelled !== 0 &&
            got.queued === (right.queued ?? 0) + got.cancelled
        ? "counts-cancelled-as-queued"
        : wrong.length === 1 && right.cancelled !== 0 &&
            got.failed === (right.failed ?? 0) + got.cancelled
        ? "counts-cancelled-as-failed"
        : wrong.length === 1 && got.waiting !== right.waiting &&
            (got.waiting === right.queued ||
              got.waiting === (right.queued ?? 0) + (right.waiting ?? 0))
        ? "counts-queued-as-waiting"
        : wrong.length === 1 && got.idle === got.threads &&
            (right.running ?? 0) > 0
        ? "counts-all-threads-as-idle"
        : undefined,
    ),
  });
}

lessonTest(
  "7.3.8 ThreadPool.stats() is exact at every moment",
  async (story: Story) => {
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
      await entered(story, context, 1);
      counts(story, context, "with one task", { idle: 1, running: 1 });
      tasks.push(gate(1));
      await entered(story, context, 2);
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
      await rejection(story, cancelled, "a cancelled task's promise");
      counts(story, context, "after one in the queue was cancelled", {
        running: 2,
        queued: 3,
        waiting: 1,
        cancelled: 1,
      });
      gates.open(0);
      await entered(story, context, 3);
      await resolves(story, tasks[0] ?? failing, "the first promise");
      counts(story, context, "after one task has ended", {
        running: 2,
        queued: 3,
        completed: 1,
        cancelled: 1,
      });
      gates.openAll();
      await rejection(story, failing, "a failing task's promise");
      await resolves(story, Promise.all(tasks), "each promise");
      await quiet(story, context, 2);
      story.equal([atFirst.idle, atFirst.completed], [2, 0], {
        what:
          "idle and completed of the first stats(), looked at again at the end",
        ...means("hands-out-its-own-counts"),
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
  async (story: Story) => {
    await withPool(story, { threads: 1 }, async ({ pool, gates }) => {
      const task = pool.submit({ act: "gate", gate: 0, label: 0 });
      gates.blockUntilEntered(1, PATIENCE);
      const { threads, running, idle } = pool.stats();
      story.did(
        "a thread began a task before the accepting thread heard that the thread was ready",
      );
      const isBound = running === 0 && threads === 0 &&
        await soon(() => pool.stats().threads === 1) &&
        pool.stats().running === 1;
      story.equal({ threads, running, idle }, {
        threads: 0,
        running: 1,
        idle: 0,
      }, {
        what: "threads, running and idle of stats()",
        ...means(
          idle < 0
            ? "idle-below-zero"
            : isBound
            ? "running-is-bound-to-the-threads"
            : threads === 1
            ? "counts-threads-that-do-not-live"
            : undefined,
        ),
      });
      gates.open(0);
      await resolves(story, task, "the promise");
    });
  },
);

lessonTest(
  "7.3.8 ThreadPool.stats() counts what was refused or crashed",
  async (story: Story) => {
    await withPool(
      story,
      { threads: 2, queue: 0, onFull: "reject" },
      async (context) => {
        const { pool, gates } = context;
        await quiet(story, context, 2);
        const tasks = [1, 2].map((label) =>
          pool.submit({ act: "gate", gate: 0, label })
        );
        await entered(story, context, 2);
        for (let i = 0; i < 3; i++) {
          await rejection(
            story,
            pool.submit({ act: "note", label: 9 }),
            "the promise of a task that finds no room",
          );
        }
        counts(story, context, "after three tasks were refused", {
          running: 2,
          rejected: 3,
        });
        gates.open(0);
        await resolves(story, Promise.all(tasks), "each promise");
        await rejection(
          story,
          pool.submit({ act: "close" }),
          "the promise of a task that ends its thread",
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
