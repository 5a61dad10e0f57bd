import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { means } from "./misconceptions.ts";
import {
  counted,
  cutsOffWhatIsQueued,
  ends,
  fates,
  isCutOff,
  nothingIsLeft,
} from "./pool/ends.ts";
import {
  begun,
  entered,
  follow,
  isUnwritten,
  type Outcome,
  type PoolTest,
  rejection,
  resolves,
  told,
  withPool,
} from "./pool/with_pool.ts";

/** As many as two threads with a queue for two get through in several rounds. */
const LABELS = Array.from({ length: 14 }, (_, label) => label);

type Followed = { outcome: Outcome };

/** The table holds four at a time: each four of them wait at a gate of theirs. */
const GATE_OF = LABELS.map((label) => Math.floor(label / 4));

/** Two tasks that run, two in the queue, and ten that wait outside. */
async function busy(story: Story, context: PoolTest): Promise<Followed[]> {
  const tasks = LABELS.map((label) =>
    follow(
      context.pool.submit({ act: "gate", gate: GATE_OF[label] ?? 0, label }),
    )
  );
  await entered(story, context, 2);
  story.did(
    "tasks 0 and 1 ran, 2 and 3 were in the queue, and ten waited outside",
  );
  return tasks;
}

const isPending = ({ outcome }: Followed) => outcome === "pending";

const hasRejected = ({ outcome }: Followed) =>
  typeof outcome === "object" && "error" in outcome;

async function refusesTasks(story: Story, { pool }: PoolTest): Promise<void> {
  const error = await rejection(
    story,
    pool.submit({ act: "echo", value: 1 }),
    "the promise of a task that comes after shutdown()",
    () => "takes-tasks-after-shutdown",
  );
  story.equal(error?.name, "PoolClosedError", {
    what: "the name of the error that it rejects with",
    ...means("dismisses-by-another-error"),
  });
}

lessonTest(
  "7.3.8 ThreadPool.shutdown() runs all tasks to their end",
  async (story: Story) => {
    await withPool(story, { threads: 2, queue: 2 }, async (context) => {
      const { pool, gates } = context;
      const tasks = await busy(story, context);
      const ended = pool.shutdown();
      const following = follow(ended);
      await begun(ended);
      story.did("shutdown() was called");
      story.holds(tasks.every(isPending), {
        expected: "all fourteen promises are pending",
        got: fates(tasks),
        ...means(
          hasRejected(tasks[0]!)
            ? "cuts-off-what-runs"
            : hasRejected(tasks[2]!)
            ? "drain-throws-away"
            : undefined,
        ),
      });
      await refusesTasks(story, context);
      story.equal(following.outcome, "pending", {
        what: "what has become of shutdown() while two tasks run",
      });
      const inTime = () => tasks.slice(0, 4).every((one) => !hasRejected(one));
      // Whoever waits for those in the table alone has no look at the others.
      for (const gate of new Set(GATE_OF)) {
        gates.open(gate);
        const four = tasks.filter((_, label) => GATE_OF[label] === gate);
        await story.eventually(() => !four.some(isPending), () => ({
          expected: "all fourteen promises resolve",
          got: fates(tasks),
        }));
      }
      if (tasks.some(hasRejected)) {
        story.fail({
          expected: "all fourteen promises resolve",
          got: fates(tasks),
          ...means(
            await cutsOffWhatIsQueued()
              ? "cuts-off-what-is-queued"
              : inTime()
              ? "shutdown-forgets-those-outside"
              : undefined,
          ),
        });
      }
      await ends(story, ended);
      counted(story, context, { completed: LABELS.length });
      await nothingIsLeft(story, context);
      const second = follow(pool.shutdown());
      await story.eventually(() => second.outcome !== "pending", {
        expected: "a second shutdown() resolves",
        got: "it still waits",
      });
      story.holds(!hasRejected(second), {
        expected: "a second shutdown() resolves",
        got: "it rejects",
        ...means("second-shutdown-fails"),
      });
      await refusesTasks(story, context);
    });
  },
);

lessonTest(
  "7.3.8 ThreadPool.shutdown({ drain: false }) rejects what no thread has begun",
  async (story: Story) => {
    await withPool(story, { threads: 2, queue: 2 }, async (context) => {
      const { pool, gates } = context;
      const tasks = await busy(story, context);
      const ended = pool.shutdown({ drain: false });
      const following = follow(ended);
      await begun(ended);
      story.did("shutdown({ drain: false }) was called");
      const others = tasks.slice(2);
      await story.eventually(() => !others.some(isPending), () => ({
        expected: "the promises of tasks 2 to 13 reject at once",
        got: fates(tasks, 2),
        ...means(
          others.every(isPending)
            ? "ignores-drain-false"
            : tasks.slice(2, 4).every(isPending) &&
                tasks.slice(4).every(hasRejected)
            ? "forgets-those-in-the-queue"
            : tasks.slice(2, 4).every(hasRejected) &&
                tasks.slice(4).every(isPending)
            ? "drain-false-forgets-those-outside"
            : undefined,
        ),
      }), SOON);
      const right = "0 to 1: pending; 2 to 13: PoolClosedError";
      story.equal(fates(tasks), right, {
        what: "what has become of the promises while two tasks run",
        ...means(
          tasks.slice(0, 2).some(hasRejected)
            ? "cuts-off-what-runs"
            : others.every(hasRejected)
            ? "dismisses-by-another-error"
            : undefined,
        ),
      });
      story.equal(following.outcome, "pending", {
        what: "what has become of shutdown() while two tasks run",
      });
      gates.open(0);
      await ends(story, ended);
      story.equal(fates(tasks.slice(0, 2)), "0: 0; 1: 1", {
        what: "what has become of the tasks that ran",
      });
      counted(story, context, { completed: 2, cancelled: LABELS.length - 2 });
      story.equal(gates.order.toSorted(), [0, 1], {
        what: "the tasks that were begun",
      });
      await nothingIsLeft(story, context);
    });
  },
);

/** Milliseconds in which what is to reject at once has done so. */
const SOON = 500;

lessonTest(
  "7.3.8 ThreadPool.shutdown() can be called again",
  async (story: Story) => {
    await withPool(story, { threads: 2, queue: 2 }, async (context) => {
      const { pool, gates } = context;
      const tasks = await busy(story, context);
      const patient = pool.shutdown();
      const first = follow(patient);
      story.did("shutdown() was called, and then shutdown({ drain: false })");
      const hasty = pool.shutdown({ drain: false });
      const second = follow(hasty);
      const fails = (error: unknown) => {
        if (isUnwritten(error)) throw error;
        story.fail({
          expected: "each of the calls resolves when all has ended",
          got: `one rejects with ${error}`,
          ...means(
            hasRejected(first)
              ? "shutdown-fails-with-a-task"
              : "second-shutdown-fails",
          ),
        });
      };
      await begun(Promise.all([patient, hasty])).catch(fails);
      await story.eventually(() => tasks.slice(2).every(hasRejected), () => ({
        expected:
          "the second call rejects what no thread has begun: tasks 2 to 13",
        got: `${fates(tasks, 2)}; the second call's promise ${
          told(second.outcome)
        }`,
        ...means(
          second.outcome === "pending"
            ? "second-shutdown-does-nothing"
            : "second-shutdown-returns-at-once",
        ),
      }), SOON);
      story.holds(second.outcome === "pending", {
        expected: "the second call's promise is pending while two tasks run",
        got: `it ${told(second.outcome)}`,
        ...means("second-shutdown-returns-at-once"),
      });
      gates.open(0);
      const all = Promise.all([patient, hasty, pool.shutdown()]);
      await ends(
        story,
        all.catch(fails),
        "each call",
        () =>
          tasks.every(({ outcome }) => outcome !== "pending") &&
            first.outcome === "pending"
            ? {
              got: `the first one does not, and all tasks have ended: ${
                fates(tasks)
              }`,
              ...means("waits-for-tasks-that-have-ended"),
            }
            : {},
      );
      const ran = tasks.slice(0, 2);
      story.equal(fates(ran), "0: 0; 1: 1", {
        what: "what has become of the tasks that ran",
        ...means(
          ran.some(hasRejected) ? "waits-until-one-rejects" : undefined,
        ),
      });
      await nothingIsLeft(story, context);
    });
  },
);

lessonTest(
  "7.3.8 `await using` shuts the pool down",
  async (story: Story) => {
    await withPool(story, { threads: 2 }, async (context) => {
      const { pool } = context;
      let task: Promise<unknown>;
      {
        await using _pool = pool;
        task = pool.submit({ act: "later", value: 3 });
      }
      const got = resolves(
        story,
        task,
        "the promise of a task in a block with `await using`",
        (got) => isCutOff(got) ? "cuts-off-what-is-queued" : undefined,
      );
      story.equal(await got, 3, { what: "its result" });
      await nothingIsLeft(story, context);
    });
  },
);
