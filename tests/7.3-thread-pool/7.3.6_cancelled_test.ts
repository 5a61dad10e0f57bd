import { delay } from "@std/async";
import { getEventListeners } from "node:events";
import { lessonTest } from "../harness/lesson_test.ts";
import { howMany } from "../harness/story/how_many.ts";
import type { Story } from "../harness/story/story.ts";
import { type Id, means } from "./misconceptions.ts";
import { countsOf, Threadless } from "./pool/table.ts";
import { rejectionOf } from "./pool/with_pool.ts";

// Without threads, so that one thing happens at a time.

/** How a job was rejected whose signal was aborted, or was not. */
function rejectedBy(
  story: Story,
  job: Parameters<typeof rejectionOf>[0],
  what: string,
  reason: Error,
  whenPending: Id,
  method: string,
): void {
  const message = rejectionOf(job);
  story.holds(message === reason.message, {
    expected: `${what} rejects with its signal's reason: ${reason.message}`,
    got: message === undefined ? "it does not" : `it rejects with: ${message}`,
    ...means(
      message === undefined
        ? whenPending
        : message.includes("the queue is full")
        ? "refuses-instead-of-waiting"
        : "rejects-without-the-reason",
    ),
    method: message?.includes("the queue is full") ? undefined : method,
  });
}

const reason = new Error("changed my mind");

/** How many listeners a task that was accepted at once leaves on its signal. */
function listenersOfAnEndedTask(): number {
  const pool = new Threadless({ threads: 1, queue: 0 });
  const { signal } = new AbortController();
  pool.submit("accepted", { signal });
  pool.finish(pool.begin() ?? -1, { value: "done" });
  pool.table.collect();
  return getEventListeners(signal, "abort").length;
}

lessonTest(
  "7.3.6 a task that waits and is cancelled is gone, and counted",
  async (story: Story) => {
    const pool = new Threadless({ threads: 1, queue: 0 });
    const controller = new AbortController();
    const { signal } = controller;
    pool.submit("runs");
    const jobs = [
      pool.submit("first", { signal }),
      pool.submit("second"),
      pool.submit("third", { signal }),
    ];
    const waited = pool.admission.waiting.length;
    controller.abort(reason);
    await delay(0);
    story.did(
      "three tasks waited outside, and the first and the third were cancelled",
    );
    for (const job of [jobs[0], jobs[2]]) {
      rejectedBy(
        story,
        job ?? { outcome: "pending" },
        "a task that waits outside",
        reason,
        "ignores-the-signal-outside",
        "Admission.overflow()",
      );
    }
    const outside = pool.admission.waiting.map(({ task }) => task);
    story.holds(`${outside}` === "second", {
      expected: "of the three, those wait outside now: second",
      got: `those wait: ${outside.join(", ") || "none"}`,
      ...means(
        outside.length === 3
          ? "cancelled-tasks-stay-in-line"
          : outside.length === 1
          ? "takes-another-out-of-line"
          : outside.length === 0 && waited === 3
          ? "cancels-all-that-wait"
          : undefined,
      ),
    });
    const { cancelled } = pool.tally.counts;
    story.holds(cancelled === 2, {
      expected: "tasks that count as rejected: 0, as cancelled: 2",
      got: countsOf(pool),
      ...means(
        cancelled === 0
          ? "cancelled-outside-is-not-counted"
          : cancelled === 3 || cancelled === 5
          ? "waiting-counts-as-cancelled"
          : undefined,
      ),
    });
  },
);

lessonTest(
  "7.3.6 a signal cancels all its tasks, also one that is admitted meanwhile",
  async (story: Story) => {
    const pool = new Threadless({ threads: 1, queue: 1 });
    const controller = new AbortController();
    const { signal } = controller;
    pool.submit("runs");
    const queued = pool.submit("queued", { signal });
    const outside = pool.submit("outside", { signal });
    controller.abort(reason);
    await delay(0);
    story.did(
      "a task in the queue and one outside had one signal, which was aborted",
    );
    for (
      const [job, what, method] of [
        [queued, "the task in the queue", "Admission.obeySignal()"],
        [outside, "the task outside", "Admission.overflow()"],
      ] as const
    ) {
      rejectedBy(
        story,
        job,
        what,
        reason,
        job === queued
          ? "ignores-the-signal-in-the-queue"
          : "ignores-the-signal-outside",
        method,
      );
    }
  },
);

lessonTest(
  "7.3.6 a signal takes back a task that was admitted meanwhile",
  async (story: Story) => {
    const pool = new Threadless({ threads: 1, queue: 1 });
    const controller = new AbortController();
    const { signal } = controller;
    pool.submit("first");
    pool.submit("second");
    const job = pool.submit("third", { signal });
    pool.submit("fourth");
    pool.finish(pool.begin() ?? -1, { value: "done" });
    pool.table.collect();
    pool.admission.refill();
    const listeners = getEventListeners(signal, "abort").length;
    controller.abort(reason);
    await delay(0);
    story.did(
      "the third task had waited outside, was admitted to the queue, and was cancelled there; the fourth waited outside",
    );
    rejectedBy(
      story,
      job,
      "the third task",
      reason,
      "ignores-the-signal-in-the-queue",
      "Admission.obeySignal()",
    );
    const stay = listenersOfAnEndedTask();
    story.holds(listeners <= 1, {
      expected: "one listener is on its signal when it is in the queue",
      got: `${listeners} are; a task that never waited left ${
        stay || "none"
      } on its own signal when it ended`,
      ...means("listeners-stay-on-the-signal"),
      method: stay > 0 ? "Admission.obeySignal()" : "Admission.overflow()",
    });
    const slots = pool.takeAll();
    story.holds(new Set(slots).size === slots.length, {
      expected: "the tasks in the queue have a slot each",
      got: `the slots that are in it: ${slots.join(", ")}`,
      ...means("frees-a-slot-in-the-queue"),
    });
    const { cancelled } = pool.tally.counts;
    const accepted = pool.table.jobs.map(({ task }) => task);
    const isThere = accepted.includes("third");
    story.holds(`${accepted}` === "second,fourth", {
      expected: "the second and the fourth task are accepted now",
      got: `accepted: ${accepted.join(", ") || "none"}`,
      ...means(
        isThere
          ? cancelled === 0
            ? "rejects-without-taking-back"
            : "keeps-the-handler-of-the-wait"
          : accepted.length === 1
          ? pool.admission.waiting.length === 1
            ? "a-free-place-goes-to-nobody"
            : undefined
          : undefined,
      ),
    });
    story.holds(cancelled === 1, {
      expected: "tasks that count as rejected: 0, as cancelled: 1",
      got: `${countsOf(pool)}; ${
        howMany(listeners, "listener was", "listeners were")
      } on its signal`,
      ...means(cancelled > 1 ? "counts-a-cancelled-task-twice" : undefined),
    });
  },
);

lessonTest(
  "7.3.6 a signal does nothing once a thread has begun the task",
  async (story: Story) => {
    const pool = new Threadless({ threads: 1, queue: 1 });
    const controller = new AbortController();
    const running = pool.submit("runs", { signal: controller.signal });
    const slot = pool.begin() ?? -1;
    controller.abort(reason);
    await delay(0);
    story.did("a thread had begun a task, and its signal was aborted");
    const message = rejectionOf(running);
    story.holds(running.outcome === "pending", {
      expected: "the promise of a task that runs is pending",
      got: `it rejected with: ${message}`,
      ...means("cancels-a-task-that-runs"),
    });
    pool.finish(slot, { value: "done" });
    pool.table.collect();
    await delay(0);
    story.equal<unknown>(running.outcome, { value: "done" }, {
      what: "what has become of it when the thread has ended it",
    });
    story.equal(pool.tally.counts.cancelled, 0, {
      what: "the number of tasks that count as cancelled",
    });
  },
);
