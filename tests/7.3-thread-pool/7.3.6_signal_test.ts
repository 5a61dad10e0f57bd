import { getEventListeners } from "node:events";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { type Id, means } from "./misconceptions.ts";
import { Threadless } from "./pool/table.ts";
import { entered, rejection, resolves, withPool } from "./pool/with_pool.ts";

lessonTest("7.3.6 a signal takes a queued task back", async (story: Story) => {
  await withPool(
    story,
    { threads: 1, queue: 2, onFull: "reject" },
    async (context) => {
      const { pool, gates } = context;
      const first = pool.submit({ act: "gate", gate: 0, label: 0 });
      await entered(story, context, 1);
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
          "the promise of a cancelled task, while its thread is still busy,",
          (got) =>
            got === "pending" ? "ignores-the-signal-in-the-queue" : undefined,
        );
        story.equal(error, reason, { what: "what it rejects with" });
      }
      const last = pool.submit({ act: "note", label: 2 });
      gates.open(0);
      await resolves(story, Promise.all([first, kept, last]), "each promise");
      story.equal(gates.order, [0, 1, 2], { what: "the tasks that ran" });
    },
  );
});

lessonTest(
  "7.3.6 a signal takes back a task that waits for room",
  async (story: Story) => {
    await withPool(story, { threads: 1, queue: 1 }, async (context) => {
      const { pool, gates } = context;
      const first = pool.submit({ act: "gate", gate: 0, label: 0 });
      await entered(story, context, 1);
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
          "the promise of a task that waits for room and was cancelled",
          (got) => got === "pending" ? "ignores-the-signal-outside" : undefined,
        );
        story.equal(error, controller.signal.reason, {
          what: "what it rejects with",
        });
      }
      gates.open(0);
      await resolves(
        story,
        Promise.all([first, second, third]),
        "each promise",
      );
      story.equal(gates.order, [0, 1, 2], { what: "the tasks that ran" });
    });
  },
);

lessonTest(
  "7.3.6 a signal that was aborted before keeps the task out",
  async (story: Story) => {
    await withPool(story, { threads: 1, queue: 1 }, async ({ pool, gates }) => {
      const controller = new AbortController();
      const { signal } = controller;
      for (let i = 0; i < 300; i++) {
        await pool.submit({ act: "echo", value: i }, { signal });
      }
      story.did("300 tasks with one signal have ended");
      const { length } = getEventListeners(signal, "abort");
      story.holds(length === 0, {
        expected: "no listener is on the signal",
        got: `${length} are`,
        ...means("listeners-stay-on-the-signal"),
        // None of them has waited outside.
        method: "Admission.obeySignal()",
      });
      controller.abort();
      story.did("the signal was aborted, and then three more tasks came");
      for (let i = 0; i < 3; i++) {
        const error = await rejection(
          story,
          pool.submit({ act: "note", label: 9 }, { signal }),
          "the promise of a task whose signal is aborted already",
          () => "misses-an-aborted-signal",
        );
        story.equal(error, signal.reason, { what: "what it rejects with" });
      }
      const next = pool.submit({ act: "echo", value: 1 });
      await resolves(story, next, "the next task's promise");
      story.equal(gates.entered, 0, {
        what: "how many of the cancelled tasks ran",
      });
    });
  },
);

lessonTest(
  "7.3.6 a task that cannot be written takes no place from those behind it",
  (story: Story) => {
    const pool = new Threadless({ threads: 1, queue: 1 });
    const cancel = new AbortController();
    const cannotBeWritten = () => {};
    pool.submit(0);
    pool.submit(1, { signal: cancel.signal });
    for (const task of [cannotBeWritten, 3, cannotBeWritten, 5]) {
      pool.submit(task);
    }
    story.did(
      "six tasks came to a pool with room for two; a function is in front of task 3, and one of task 5: it cannot be written",
    );
    /** Checks that one of those outside has come in, past the function. */
    const isIn = (outside: number, mistake: Id) => {
      const accepted = pool.table.jobs.length;
      const left = pool.admission.waiting.length;
      story.holds(accepted === 2 && left === outside, {
        expected:
          `the function is rejected, and the task behind it is admitted at once: accepted: 2, outside: ${outside}`,
        got: `accepted: ${accepted}, outside: ${left}`,
        ...means(
          accepted === 1 && left === outside + 1 ? mistake : undefined,
        ),
      });
    };
    const slot = pool.begin();
    if (slot !== undefined) pool.finish(slot, { value: "done" });
    pool.table.collect();
    pool.admission.refill();
    story.did("task 0 ran and ended, and refill() was called");
    isIn(2, "counts-what-was-not-accepted");
    cancel.abort();
    story.did("the signal of task 1, which was in the queue, was aborted");
    isIn(0, "a-free-place-goes-to-one-alone");
  },
);
