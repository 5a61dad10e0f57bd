import { lessonTest } from "../harness/lesson_test.ts";
import { PATIENCE, type Story } from "../harness/story/story.ts";
import { SETTLES } from "./pool/submit_verdicts.ts";
import { entered, withPool } from "./pool/with_pool.ts";

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
