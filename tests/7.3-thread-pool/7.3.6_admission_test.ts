import { delay } from "@std/async";
import { PoolFullError } from "../../lessons/7.3-thread-pool/given/pool.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { Threadless } from "./pool/table.ts";
import { rejectionOf } from "./pool/with_pool.ts";

// Without threads, so that one thing happens at a time.

const counts = { completed: 0, failed: 0, rejected: 0, cancelled: 0 };

lessonTest('7.3.6 onFull: "reject" is counted and tells why', async (story) => {
  const pool = new Threadless({ threads: 1, queue: 2, onFull: "reject" });
  const jobs = [0, 1, 2, 3, 4].map((task) => pool.submit(task));
  await delay(0);
  story.did("five tasks came to a pool of one thread, with a queue for two");
  const { message } = new PoolFullError(1, 2);
  story.equal(
    jobs.map(rejectionOf),
    [undefined, undefined, undefined, message, message],
    {
      what: "the messages with which they were refused",
      cause:
        "a PoolFullError is to be told of how many threads there are, and how many places in the queue.",
    },
  );
  story.equal(pool.tally.counts, { ...counts, rejected: 2 }, {
    what: "the counts after two tasks were refused",
    cause: "each task that is refused is counted once, as rejected.",
  });
});

lessonTest(
  "7.3.6 a task that waits and is cancelled is counted",
  async (story) => {
    const pool = new Threadless({ threads: 1, queue: 0 });
    const controller = new AbortController();
    const { signal } = controller;
    pool.submit("runs");
    const jobs = [
      pool.submit("cancelled", { signal }),
      pool.submit("waits"),
      pool.submit("cancelled, too", { signal }),
    ];
    const reason = new Error("changed my mind");
    controller.abort(reason);
    await delay(0);
    story.did("three tasks waited for room, and two of them were cancelled");
    story.equal(
      jobs.map(rejectionOf),
      [reason.message, undefined, reason.message],
      {
        what: "the messages with which they were rejected",
        cause: "its own promise must reject, with the signal's reason.",
      },
    );
    story.equal(
      [pool.tally.counts, pool.admission.waiting.map(({ task }) => task)],
      [{ ...counts, cancelled: 2 }, ["waits"]],
      {
        what: "the counts, and which tasks wait for room now",
        cause:
          "a task that waits and is cancelled is taken out of those that wait, and counted once as cancelled.",
      },
    );
  },
);

lessonTest(
  "7.3.6 as many tasks are admitted as there is room for",
  (story) => {
    const pool = new Threadless({ threads: 2, queue: 1 });
    for (let task = 0; task < 9; task++) pool.submit(task);
    story.did("nine tasks came to a pool with room for three");
    const slots = [pool.begin(), pool.begin(), pool.begin()];
    for (const [free, waiting] of [[2, 4], [1, 3], [0, 3]] as const) {
      for (const slot of slots.splice(0, free)) {
        pool.finish(slot ?? -1, { value: "done" });
      }
      pool.table.collect();
      pool.admission.refill();
      story.did(
        `${free} of those that ran ended, and then refill() was called`,
      );
      story.equal(
        [pool.table.jobs.length, pool.admission.waiting.length],
        [3, waiting],
        {
          what: "how many tasks are accepted now, and how many wait for room",
          cause:
            "several tasks may end at a time. Admit as many as there is room for, and no more.",
        },
      );
    }
    story.equal(pool.drain(), [3, 4, 5], {
      what: "the tasks that were admitted, in the order in which they came",
      cause: "who has waited longest goes first.",
    });
  },
);

lessonTest(
  "7.3.6 a signal takes back a task that was admitted meanwhile",
  async (story) => {
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
    const reason = new Error("changed my mind");
    controller.abort(reason);
    await delay(0);
    story.did(
      "a task had waited for room, was admitted to the queue, and was cancelled there",
    );
    story.equal([rejectionOf(job), pool.tally.counts.cancelled], [
      reason.message,
      1,
    ], {
      what: "how it was rejected, and how many tasks count as cancelled",
      cause:
        "when a task is admitted, what its signal does must change: from then on it takes the task back from the queue.",
    });
    story.equal(pool.table.jobs.map(({ task }) => task), ["second", "fourth"], {
      what: "the tasks that are accepted now",
      cause: "the place of the cancelled task goes to the next one that waits.",
    });
  },
);
