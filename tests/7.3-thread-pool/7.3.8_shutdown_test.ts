import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { BUSY, ENDS, nothingIsLeft } from "./pool/shutdown_verdicts.ts";
import {
  begun,
  entered,
  follow,
  type PoolTest,
  rejection,
  withPool,
} from "./pool/with_pool.ts";

/** As many as two threads with a queue for two get through in several rounds. */
const LABELS = Array.from({ length: 14 }, (_, label) => label);

/** Two tasks that run, two in the queue, and ten that wait for room. */
async function busy(
  story: Story,
  context: PoolTest,
): Promise<Promise<unknown>[]> {
  const tasks = LABELS.map((label) =>
    context.pool.submit({ act: "gate", gate: 0, label })
  );
  await entered(story, context, 2, BUSY);
  story.did("two tasks ran, two were in the queue, and ten waited for room");
  return tasks;
}

/** Checks the counts at the end, and that no thread takes tasks any more. */
function counted(
  story: Story,
  { pool }: PoolTest,
  expected: { completed: number; cancelled?: number },
): void {
  const { threads, completed, cancelled } = pool.stats();
  story.equal({ threads, completed, cancelled }, {
    threads: 0,
    cancelled: 0,
    ...expected,
  }, {
    what: "what stats() says when shutdown() has resolved",
    cause:
      "shutdown() resolves when the threads have ended, too, and each task counts as what has become of it.",
  });
}

async function refusesTasks(story: Story, { pool }: PoolTest): Promise<void> {
  const error = await rejection(
    story,
    pool.submit({ act: "echo", value: 1 }),
    "a task that comes after shutdown() is rejected at once",
    "the pool takes tasks that nobody will run.",
  );
  story.equal(error?.name, "PoolClosedError", {
    what: "the error's name",
    cause: "the task is refused with another error.",
  });
}

lessonTest(
  "7.3.8 ThreadPool.shutdown() runs all tasks to their end",
  async (story) => {
    await withPool(story, { threads: 2, queue: 2 }, async (context) => {
      const { pool, gates } = context;
      const tasks = await busy(story, context);
      const ended = pool.shutdown();
      const following = follow(ended);
      await begun(ended);
      await refusesTasks(story, context);
      story.equal(following.outcome, "pending", {
        what: "what has become of shutdown() while two tasks run",
        cause: "shutdown() does not wait for the tasks.",
      });
      gates.open(0);
      story.equal(
        await story.within(Promise.all(tasks), ENDS),
        LABELS,
        {
          what: "the results of all tasks that were submitted before",
          cause:
            "a task is thrown away although shutdown() is to drain the queue: those that wait for room come into it later, and must be waited for, too.",
        },
      );
      await story.within(ended, ENDS);
      counted(story, context, { completed: LABELS.length });
      await story.within(pool.shutdown(), ENDS);
      await refusesTasks(story, context);
      await nothingIsLeft(story, context);
    });
  },
);

lessonTest(
  "7.3.8 ThreadPool.shutdown({ drain: false }) rejects what no thread has begun",
  async (story) => {
    await withPool(story, { threads: 2, queue: 2 }, async (context) => {
      const { pool, gates } = context;
      const tasks = await busy(story, context);
      const ended = pool.shutdown({ drain: false });
      const following = follow(ended);
      await begun(ended);
      for (const task of tasks.slice(2)) {
        const error = await rejection(
          story,
          task,
          "the promise of a task that no thread has begun rejects",
          "tasks that are thrown away must tell their submitters, those in the queue and those that wait for room.",
        );
        story.equal(error?.name, "PoolClosedError", {
          what: "the error's name",
          cause: "the task is rejected with another error.",
        });
      }
      story.equal(following.outcome, "pending", {
        what: "what has become of shutdown() while two tasks run",
        cause: "shutdown() does not wait for the tasks that run.",
      });
      gates.open(0);
      story.equal(
        await story.within(Promise.all(tasks.slice(0, 2)), ENDS),
        [0, 1],
        {
          what: "the results of the tasks that ran",
          cause: "a task that a thread has begun is cut off.",
        },
      );
      await story.within(ended, ENDS);
      counted(story, context, { completed: 2, cancelled: LABELS.length - 2 });
      story.equal(gates.order.toSorted(), [0, 1], {
        what: "the tasks that were begun",
        cause: "a task was rejected and ran all the same.",
      });
      await nothingIsLeft(story, context);
    });
  },
);

lessonTest("7.3.8 ThreadPool.shutdown() can be called again", async (story) => {
  await withPool(story, { threads: 2, queue: 2 }, async (context) => {
    const { pool, gates } = context;
    const tasks = await busy(story, context);
    const patient = pool.shutdown();
    story.did("shutdown() was called, and then shutdown({ drain: false })");
    const hasty = pool.shutdown({ drain: false });
    await begun(Promise.all([patient, hasty]));
    for (const task of tasks.slice(2)) {
      await rejection(
        story,
        task,
        "the second call rejects what the first one would still run",
        "the second call does nothing but wait for the first.",
      );
    }
    gates.open(0);
    await story.within(Promise.all([patient, hasty, pool.shutdown()]), ENDS);
    await story.within(Promise.all(tasks.slice(0, 2)), ENDS);
    await nothingIsLeft(story, context);
  });
});

lessonTest("7.3.8 `await using` shuts the pool down", async (story) => {
  await withPool(story, { threads: 2 }, async (context) => {
    const { pool } = context;
    let task: Promise<unknown>;
    {
      await using _pool = pool;
      task = pool.submit({ act: "later", value: 3 });
    }
    story.equal(await story.within(task, ENDS), 3, {
      what: "the result of a task in a block with `await using`",
      cause: "the end of the block does not wait for the tasks.",
    });
    await nothingIsLeft(story, context);
  });
});
