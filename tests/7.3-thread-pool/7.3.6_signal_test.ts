import { getEventListeners } from "node:events";
import { lessonTest } from "../harness/lesson_test.ts";
import { BUSY, SETTLES } from "./pool/room_verdicts.ts";
import { entered, rejection, withPool } from "./pool/with_pool.ts";

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
