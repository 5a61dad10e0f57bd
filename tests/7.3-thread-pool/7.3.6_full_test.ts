import { getEventListeners } from "node:events";
import { lessonTest } from "../harness/lesson_test.ts";

import {
  entered,
  follow,
  type Outcome,
  rejection,
  withPool,
} from "./pool/with_pool.ts";

const SETTLES = {
  expected: "every task that was accepted or waits gets its result in the end",
  got: "one does not",
  cause:
    "what waits for room is not admitted when a task ends, or is lost on the way.",
};
const BUSY = "the thread does not begin the first task.";

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

lessonTest("7.3.6 a signal takes a queued task back", async (story) => {
  await withPool(
    story,
    { threads: 1, queue: 2, onFull: "reject" },
    async (context) => {
      const { pool, gates } = context;
      const first = pool.submit({ act: "gate", gate: 0, label: 0 });
      await entered(story, context, 1, BUSY);
      const kept = pool.submit({ act: "note", label: 1 });
      story.did(
        "forty times, a task was submitted to the last place of the queue and cancelled",
      );
      for (let i = 0; i < 40; i++) {
        const controller = new AbortController();
        const { signal } = controller;
        const task = pool.submit({ act: "note", label: 100 + i }, { signal });
        const reason = new Error(`changed my mind ${i}`);
        controller.abort(reason);
        const error = await rejection(
          story,
          task,
          "the promise of a cancelled task rejects with the signal's reason while its thread is still busy",
          "the signal is not listened to, or the rejection waits until a thread comes to the task, or the cancelled task still takes up room.",
        );
        story.equal(error, reason, {
          what: "the error",
          cause:
            "the promise must reject with `signal.reason`; and a task that was cancelled takes up no room.",
        });
      }
      const last = pool.submit({ act: "note", label: 2 });
      gates.open(0);
      await story.within(Promise.all([first, kept, last]), SETTLES);
      story.equal(gates.order, [0, 1, 2], {
        what: "the tasks that ran",
        cause: "a task that was cancelled ran all the same, or out of order.",
      });
    },
  );
});

lessonTest(
  "7.3.6 a signal takes back a task that waits for room",
  async (story) => {
    await withPool(story, { threads: 1, queue: 1 }, async (context) => {
      const { pool, gates } = context;
      const first = pool.submit({ act: "gate", gate: 0, label: 0 });
      await entered(story, context, 1, BUSY);
      const second = pool.submit({ act: "note", label: 1 });
      const controller = new AbortController();
      const cancelled = [7, 8].map((label) =>
        pool.submit({ act: "note", label }, { signal: controller.signal })
      );
      const third = pool.submit({ act: "note", label: 2 });
      story.did("of three tasks that waited for room, two were cancelled");
      controller.abort();
      for (const task of cancelled) {
        const error = await rejection(
          story,
          task,
          "the promise of a task that waits for room rejects when its signal is aborted",
          "the signal is not listened to while the task waits for room.",
        );
        story.equal(error, controller.signal.reason, {
          what: "the error",
          cause: "the promise must reject with `signal.reason`.",
        });
      }
      gates.open(0);
      await story.within(Promise.all([first, second, third]), SETTLES);
      story.equal(gates.order, [0, 1, 2], {
        what: "the tasks that ran",
        cause: "a task that was cancelled ran all the same.",
      });
    });
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

lessonTest(
  "7.3.6 a signal does nothing once a thread has begun the task",
  async (story) => {
    await withPool(story, { threads: 1, queue: 1 }, async (context) => {
      const { pool, gates } = context;
      const controller = new AbortController();
      const { signal } = controller;
      const running = pool.submit({ act: "gate", gate: 0, label: 5 }, {
        signal,
      });
      await entered(story, context, 1, BUSY);
      controller.abort();
      gates.open(0);
      story.equal(await story.within(running, SETTLES), 5, {
        what: "the result of a task whose signal was aborted while it ran",
        cause:
          "the promise rejects although the task runs and has its effects: only a task that no thread has begun can be taken back.",
      });
      story.equal(
        await story.within(pool.submit({ act: "echo", value: 1 }), SETTLES),
        1,
        { what: "the result of the next task", cause: SETTLES.cause },
      );
    });
  },
);

lessonTest(
  "7.3.6 a signal that was aborted before keeps the task out",
  async (story) => {
    await withPool(story, { threads: 1, queue: 1 }, async (context) => {
      const { pool, gates } = context;
      const controller = new AbortController();
      const { signal } = controller;
      for (let i = 0; i < 300; i++) {
        await pool.submit({ act: "echo", value: i }, { signal });
      }
      story.equal(getEventListeners(signal, "abort").length, 0, {
        what: "the number of listeners on a signal after 300 tasks have ended",
        cause:
          "each task leaves its listener on the signal, which keeps it in memory as long as the signal lives.",
      });
      controller.abort();
      for (let i = 0; i < 3; i++) {
        const error = await rejection(
          story,
          pool.submit({ act: "note", label: 9 }, { signal }),
          "a task whose signal is aborted already is rejected",
          "an aborted signal sends no event any more: look at it first.",
        );
        story.equal(error, signal.reason, {
          what: "the error",
          cause: "the promise must reject with `signal.reason`.",
        });
      }
      await story.within(pool.submit({ act: "echo", value: 1 }), SETTLES);
      story.equal(gates.entered, 0, {
        what: "how many of the cancelled tasks ran",
        cause: "a task ran although its signal was aborted before.",
      });
    });
  },
);
