import { delay } from "@std/async";
import { getEventListeners } from "node:events";
import { PoolFullError } from "../../lessons/7.3-thread-pool/given/pool.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { type Id, means } from "./misconceptions.ts";
import { Threadless } from "./pool/table.ts";
import { rejectionOf } from "./pool/with_pool.ts";

// Without threads, so that one thing happens at a time.

/** What was refused or taken back so far, in words. */
function countsOf({ tally: { counts } }: Threadless): string {
  return `${counts.rejected} count as rejected, ${counts.cancelled} as cancelled`;
}

lessonTest(
  '7.3.6 onFull: "reject" is counted and tells why',
  async (story: Story) => {
    const pool = new Threadless({ threads: 1, queue: 2, onFull: "reject" });
    const jobs = [1, 2, 3, 4, 5].map((task) => pool.submit(task));
    await delay(0);
    story.did(
      'five tasks came to a pool of one thread, with a queue for two and onFull: "reject"',
    );
    const refused = jobs.flatMap((job, i) => rejectionOf(job) ? [i + 1] : []);
    const outside = pool.admission.waiting.length;
    story.holds(`${refused}` === "4,5", {
      expected: "tasks 4 and 5 are refused at once, and the others accepted",
      got: `refused were: ${
        refused.join(", ") || "none"
      }; ${outside} wait outside, ${pool.table.jobs.length} are accepted`,
      ...means(
        outside > 0
          ? "waits-instead-of-refusing"
          : `${refused}` === "5"
          ? "accepts-one-too-many"
          : refused.includes(3)
          ? "refuses-though-there-is-room"
          : undefined,
      ),
    });
    const message = rejectionOf(jobs[3] ?? { outcome: "pending" });
    story.equal(message, new PoolFullError(1, 2).message, {
      what: "the message with which task 4 was refused",
      ...means(
        message === new PoolFullError(2, 1).message
          ? "mixes-up-threads-and-places"
          : undefined,
      ),
    });
    const { rejected, cancelled } = pool.tally.counts;
    story.holds(rejected === 2 && cancelled === 0, {
      expected: "2 count as rejected, 0 as cancelled",
      got: countsOf(pool),
      ...means(
        rejected > 0
          ? undefined
          : cancelled === 0
          ? "refused-is-not-counted"
          : "refused-counts-as-cancelled",
      ),
    });
  },
);

lessonTest(
  "7.3.6 as many tasks are admitted as there is room for",
  (story: Story) => {
    const pool = new Threadless({ threads: 2, queue: 1 });
    for (let task = 0; task < 9; task++) pool.submit(task);
    story.did("nine tasks came to a pool with room for three");
    const state = () =>
      `${pool.table.jobs.length} are accepted, ${pool.admission.waiting.length} wait outside`;
    story.holds(pool.admission.waiting.length === 6, {
      expected: "3 are accepted, 6 wait outside",
      got: state(),
      ...means(
        pool.admission.waiting.length === 0 && pool.table.jobs.length === 3
          ? "refuses-instead-of-waiting"
          : undefined,
      ),
    });
    const slots = [pool.begin(), pool.begin(), pool.begin()];
    for (const [free, waiting] of [[0, 6], [2, 4], [1, 3]] as const) {
      for (const slot of slots.splice(0, free)) {
        pool.finish(slot ?? -1, { value: "done" });
      }
      pool.table.collect();
      const error = thrownBy(() => pool.admission.refill());
      story.did(
        `${free || "none"} of those that ran ended, and refill() was called`,
      );
      const accepted = pool.table.jobs.length;
      const left = pool.admission.waiting.length;
      if (accepted === 3 && left === waiting && error === undefined) continue;
      if (error !== undefined && accepted <= 3) throw error;
      story.fail({
        expected: `3 are accepted, ${waiting} wait outside`,
        got: error === undefined
          ? state()
          : `${state()}, and refill() threw: ${error.message}`,
        ...means(
          accepted > 3
            ? "admits-without-room"
            : left === waiting + free
            ? "never-admits"
            : left === waiting + free - 1
            ? "admits-one-at-a-time"
            : undefined,
        ),
      });
    }
    const admitted = pool.drain();
    story.equal(admitted, [3, 4, 5], {
      what: "the tasks that were admitted, in the order in which they came",
      ...means(admitted[0] === 8 ? "admits-the-newest" : undefined),
    });
  },
);

/** What a call throws, if it does. */
function thrownBy(call: () => void): Error | undefined {
  try {
    call();
  } catch (error) {
    return error as Error;
  }
  return undefined;
}

/** How a job was rejected whose signal was aborted, or was not. */
function rejectedBy(
  story: Story,
  job: Parameters<typeof rejectionOf>[0],
  what: string,
  reason: Error,
  whenPending: Id,
): void {
  const message = rejectionOf(job);
  story.holds(message === reason.message, {
    expected: `${what} rejects with its signal's reason: ${reason.message}`,
    got: message === undefined ? "it does not" : `it rejects with: ${message}`,
    ...means(
      message === undefined ? whenPending : "rejects-without-the-reason",
    ),
  });
}

const reason = new Error("changed my mind");

lessonTest(
  "7.3.6 a task that waits and is cancelled is counted",
  async (story: Story) => {
    const pool = new Threadless({ threads: 1, queue: 0 });
    const controller = new AbortController();
    const { signal } = controller;
    pool.submit("runs");
    const jobs = [
      pool.submit("cancelled", { signal }),
      pool.submit("waits"),
      pool.submit("cancelled, too", { signal }),
    ];
    controller.abort(reason);
    await delay(0);
    story.did("three tasks waited outside, and two of them were cancelled");
    for (const job of [jobs[0], jobs[2]]) {
      rejectedBy(
        story,
        job ?? { outcome: "pending" },
        "a task that waits outside",
        reason,
        "ignores-the-signal-outside",
      );
    }
    const outside = pool.admission.waiting.map(({ task }) => task);
    story.holds(`${outside}` === "waits", {
      expected: "one task waits outside now: waits",
      got: `those wait: ${outside.join("; ") || "none"}`,
      ...means(
        outside.length === 3 ? "cancelled-tasks-stay-in-line" : undefined,
      ),
    });
    const { cancelled } = pool.tally.counts;
    story.holds(cancelled === 2, {
      expected: "0 count as rejected, 2 as cancelled",
      got: countsOf(pool),
      ...means(
        cancelled === 0 ? "cancelled-outside-is-not-counted" : undefined,
      ),
    });
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
    );
    story.holds(listeners <= 1, {
      expected: "one listener is on its signal when it is in the queue",
      got: `${listeners} are: that of the wait as well`,
      ...means("listeners-stay-on-the-signal"),
    });
    const { cancelled } = pool.tally.counts;
    const accepted = pool.table.jobs.map(({ task }) => task);
    const isThere = accepted.includes("third");
    story.holds(`${accepted}` === "second,fourth", {
      expected: "the tasks that are accepted now are second and fourth",
      got: `they are ${accepted.join(" and ")}`,
      ...means(
        isThere
          ? cancelled === 0
            ? "rejects-without-taking-back"
            : "keeps-the-handler-of-the-wait"
          : accepted.length === 1
          ? "a-free-place-goes-to-nobody"
          : undefined,
      ),
    });
    story.holds(cancelled === 1, {
      expected: "0 count as rejected, 1 as cancelled",
      got: countsOf(pool),
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
