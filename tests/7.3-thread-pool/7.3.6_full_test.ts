import { lessonTest } from "../harness/lesson_test.ts";
import { BUSY, SETTLES } from "./pool/room_verdicts.ts";
import {
  entered,
  follow,
  type Outcome,
  rejection,
  withPool,
} from "./pool/with_pool.ts";

lessonTest('7.3.6 onFull: "reject" refuses a task at once', async (story) => {
  await withPool(
    story,
    { threads: 1, queue: 2, onFull: "reject" },
    async (context) => {
      const { pool, gates } = context;
      const accepted = [0, 1, 2].map((label) =>
        pool.submit({ act: "gate", gate: 0, label })
      );
      const following = accepted.map(follow);
      story.did("one task ran or was about to, and two waited; a fourth came");
      for (let i = 0; i < 3; i++) {
        const error = await rejection(
          story,
          pool.submit({ act: "note", label: 9 }),
          "the fourth task's promise rejects at once with a PoolFullError",
          'the queue has one place too many, or the task waits although the pool was made with onFull: "reject".',
        );
        story.equal(error?.name, "PoolFullError", {
          what: "the error's name",
          cause: "the task is refused with another error.",
        });
      }
      story.equal(
        following.map(({ outcome }) => outcome),
        ["pending", "pending", "pending"] as Outcome[],
        {
          what: "what has become of the three tasks that there is room for",
          cause:
            "a task is refused although there is room: one that a thread runs, and two that wait.",
        },
      );
      gates.open(0);
      await story.within(Promise.all(accepted), SETTLES);
      story.did("the three were done, and three more came");
      const more = [3, 4, 5].map((label) =>
        pool.submit({ act: "note", label })
      );
      story.equal(await story.within(Promise.all(more), SETTLES), [3, 4, 5], {
        what: "the results of tasks that came when there was room again",
        cause: "a task that has ended still takes up room.",
      });
      story.equal(gates.order, [0, 1, 2, 3, 4, 5], {
        what: "the tasks that ran",
        cause: "a task that was refused ran all the same.",
      });
    },
  );
});

lessonTest(
  '7.3.6 onFull: "wait" lets tasks wait for room, in order',
  async (story) => {
    await withPool(
      story,
      { threads: 1, queue: 1, onFull: "wait" },
      async (context) => {
        const { pool, gates } = context;
        const labels = Array.from({ length: 12 }, (_, i) => i);
        const tasks = labels.map((label) =>
          pool.submit({ act: "gate", gate: label < 4 ? label : 4, label })
        );
        const newcomer = tasks[0]?.then(() =>
          pool.submit({ act: "note", label: 99 })
        );
        newcomer?.catch(() => {}); // It may reject when the test has failed.
        const following = tasks.map(follow);
        await entered(story, context, 1, BUSY);
        story.did("twelve tasks came to a pool with room for two");
        for (let done = 0; done < 4; done++) {
          gates.open(done);
          story.equal(await story.within(tasks[done]!, SETTLES), done, {
            what: `the result of task ${done}`,
            cause: "results are mixed up.",
          });
          await entered(story, context, done + 2, SETTLES.cause);
          story.equal(
            following.slice(done + 1).every(({ outcome }) =>
              outcome === "pending"
            ),
            true,
            {
              what: "whether all tasks behind it still wait",
              cause:
                'a task that found no room was refused although the pool was made with onFull: "wait".',
            },
          );
        }
        gates.open(4);
        story.equal(await story.within(Promise.all(tasks), SETTLES), labels, {
          what: "the results of twelve tasks, of which ten had to wait",
          cause: "results are mixed up.",
        });
        await newcomer;
        story.equal(gates.order, [...labels, 99], {
          what:
            "the order in which they ran, and a last one (99) that came when the first one had ended",
          cause:
            "who waits for room is admitted in another order than it came, or someone else is admitted first.",
        });
      },
    );
  },
);

lessonTest(
  "7.3.6 a cancelled task makes room for one that waits",
  async (story) => {
    await withPool(story, { threads: 1, queue: 1 }, async (context) => {
      const { pool, gates } = context;
      const first = pool.submit({ act: "gate", gate: 0, label: 0 });
      await entered(story, context, 1, BUSY);
      const controller = new AbortController();
      const queued = follow(
        pool.submit({ act: "note", label: 7 }, { signal: controller.signal }),
      );
      const waiting = pool.submit({ act: "gate", gate: 1, label: 1 });
      controller.abort();
      story.did(
        "the task in the queue was cancelled, so that the next one moved up; then both it and its thread were let go while the accepting thread was blocked",
      );
      gates.open(0);
      gates.blockUntilEntered(2, 2_000);
      story.equal(gates.order, [0, 1], {
        what: "the tasks that were begun",
        cause:
          "a task that waits for room is not admitted when another one is cancelled.",
      });
      gates.open(1);
      await story.within(Promise.all([first, waiting]), SETTLES);
      story.equal(queued.outcome, { error: controller.signal.reason }, {
        what: "what has become of the cancelled task",
        cause: "its promise must reject with the signal's reason.",
      });
    });
  },
);
