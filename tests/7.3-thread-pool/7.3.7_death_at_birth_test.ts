import { deadline, delay } from "@std/async";
import { ThreadPool } from "../../lessons/7.3-thread-pool/thread_pool.ts";
import { howMany } from "../harness/story/how_many.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { timerSpy } from "../harness/timer_spy.ts";
import { means } from "./misconceptions.ts";
import { crash } from "./pool/crash.ts";
import { FailingWorkers } from "./pool/failing_workers.ts";
import {
  follow,
  type Outcome,
  rejection,
  resolves,
  told,
  withPool,
} from "./pool/with_pool.ts";

/** The name of the error that a promise has rejected with, if it has. */
function nameOf(outcome: Outcome): string | undefined {
  return typeof outcome === "object" && "error" in outcome
    ? (outcome.error as Error)?.name
    : undefined;
}

/** Whether a promise is pending, and stays so for a turn of the event loop. */
async function waits(promise: Promise<unknown>): Promise<boolean> {
  const followed = follow(promise);
  await delay(0);
  return followed.outcome === "pending";
}

/** As many threads of a broken pool of two: both, and three that replace them. */
const STARTED = 5;

for (
  const [module, why, reason] of [
    ["throws_at_birth.ts", "throws at its first line", "first line"],
    ["closes_at_birth.ts", "ends its thread at its first line", ""],
    ["no_function.ts", "has no function to export", "no function"],
    ["there_is_no_such_file.ts", "does not exist", "there_is_no_such_file"],
  ] as const
) {
  lessonTest(
    `7.3.7 a pool whose module ${why} ends in a clear error`,
    async (story: Story) => {
      using spy = timerSpy("supervisor.ts");
      const options = { threads: 2, queue: 1, module };
      await withPool(story, options, async ({ pool, workers }) => {
        story.did(
          `its module ${why}; five tasks were submitted: two for the threads, one for the queue, two outside`,
        );
        const tasks = [1, 2, 3, 4, 5].map((value) =>
          follow(pool.submit({ act: "echo", value }))
        );
        const settled = () =>
          tasks.filter(({ outcome }) => outcome !== "pending").length;
        await story.eventually(
          () => settled() === 5 || workers.started > STARTED + 1,
          async () => ({
            expected: "every task rejects when no thread can be started",
            got:
              `${settled()} of 5 did; ${workers.started} workers were started`,
            ...means(
              workers.started === options.threads
                ? "stillborn-threads-are-not-replaced"
                : workers.started !== STARTED
                ? undefined
                : settled() === 0
                ? "broken-pool-keeps-its-tasks"
                : "dismissed-tasks-in-the-queue-never-settle",
            ),
            // A pool that was told refuses what comes now.
            method: settled() === 0 && workers.started === STARTED &&
                await waits(pool.submit({ act: "echo", value: 6 }))
              ? "Supervisor.replace()"
              : undefined,
          }),
        );
        const whole =
          `a pool of two threads starts ${STARTED} workers: three that died at birth are replaced, and with the fourth it is broken`;
        story.holds(workers.started <= STARTED, {
          expected: whole,
          got: `it started ${workers.started}${
            settled() < 5
              ? `, and ${5 - settled()} of the tasks still wait`
              : ""
          }`,
          ...means(
            settled() < 5
              ? "replaces-stillborn-threads-for-ever"
              : "starts-threads-when-broken",
          ),
        });
        for (const { outcome } of tasks) {
          const { error } = outcome as { error?: Error };
          const text = error?.message ?? "";
          story.holds(error?.name === "PoolBrokenError", {
            expected: "every task rejects with a PoolBrokenError",
            got: `one has become ${error ?? "a result"}`,
          });
          const [first = "", second = ""] = text.split("failed with");
          story.holds(first.includes(module) && second.includes(reason), {
            expected:
              `its message tells the module (${module}) and then the reason${
                reason && ` (… ${reason} …)`
              }`,
            got: text,
            ...means(
              first.includes(reason || "self.close()") &&
                second.includes(module)
                ? "mixes-up-module-and-reason"
                : undefined,
            ),
          });
        }
        // Who starts threads later has started fewer when the fourth dies.
        const isLate = spy.timers.some(({ by }) => by !== "Supervisor.end");
        if (workers.started < STARTED && !isLate) {
          story.fail({
            expected: whole,
            got: `it started ${workers.started}, and was broken`,
            ...means(
              await countsOthers(workers)
                ? "counts-stillborn-threads-of-others"
                : "gives-up-too-early",
            ),
          });
        }
        const late = await rejection(
          story,
          pool.submit({ act: "echo", value: 1 }),
          "the promise of a task that comes later",
        );
        story.equal(late?.name, "PoolBrokenError", {
          what: "the name of the error that it rejects with",
        });
      });
    },
  );
}

/** Whether a pool takes it as its own that threads of another died at birth. */
async function countsOthers(workers: { started: number }): Promise<boolean> {
  const pool = (file: string, threads: number) =>
    new ThreadPool(new URL(`tasks/${file}`, import.meta.url), { threads });
  const one = pool("task.ts", 1);
  const crash = one.submit({ act: "uncaught", message: "crash" });
  await deadline(crash, 2_000).catch(() => {});
  // Who counts all together has begun anew, and this pool is right.
  const { started } = workers;
  const other = pool("throws_at_birth.ts", 2);
  const born = other.submit({ act: "echo", value: 1 });
  await deadline(born, 2_000).catch(() => {});
  const isRight = workers.started - started === STARTED;
  await Promise.all([one.close(), other.close()]);
  return isRight;
}

lessonTest(
  "7.3.7 a pool gives up when too many threads in a row die at birth",
  async (story: Story) => {
    const options = { threads: 1, module: "births.ts?dead=1.2.3.5.6.7" };
    await withPool(story, options, async (context) => {
      const { pool, workers } = context;
      story.did(
        "its threads 1 to 3 die at birth, as the module's name says, and thread 4 lives, if it is started; 5 to 7 would die, too",
      );
      const first = pool.submit({ act: "echo", value: 1 });
      let started = 0;
      first.catch(() => started = workers.started);
      const got = await resolves(
        story,
        first,
        "the promise of a task",
        async (got) =>
          nameOf(got) !== "PoolBrokenError" || workers.started >= 4
            ? undefined
            : await countsOthers(workers)
            ? "counts-stillborn-threads-of-others"
            : "gives-up-too-early",
        () =>
          `${
            howMany(started, "worker was", "workers were")
          } started, and then `,
      );
      story.equal(got, 1, { what: "the result of the task" });
      story.equal(workers.started, 4, {
        what: "the number of workers started",
      });
      // Three died at birth: the count tells at which thread it exceeds that.
      const broken = (got: Outcome) =>
        nameOf(got) !== "PoolBrokenError"
          ? undefined
          : workers.started === 4
          ? "counts-crashes-as-stillborn"
          : workers.started === 7
          ? "count-begins-at-1"
          : "counts-stillborn-threads-in-all";
      const act = { act: "uncaught", message: "crash" } as const;
      await crash(story, context, act, broken);
      story.did("thread 4 has ended in that task");
      const next = await resolves(
        story,
        pool.submit({ act: "echo", value: 2 }),
        "the next task's promise",
        broken,
        () => `${workers.started} workers were started, and then `,
      );
      story.equal(next, 2, { what: "the result of the next task" });
    });
  },
);

lessonTest(
  "7.3.7 a pool gives up beside a thread that lives, too",
  async (story: Story) => {
    for (const lives of [0, 1]) await givesUpBeside(story, lives);
  },
);

lessonTest(
  "7.3.7 a pool gives up however slowly its threads die at birth",
  (story: Story) => givesUpBeside(story, 0, 3_600_000),
);

/**
 * Expects that a pool of which one thread, or none, lives is broken in time.
 *
 * @param pause How much later it is, in milliseconds, when the next one dies.
 */
async function givesUpBeside(
  story: Story,
  lives: number,
  pause = 0,
): Promise<void> {
  const right = STARTED - 1 + lives;
  using workers = new FailingWorkers(lives);
  using clock = laterClock();
  const module = new URL("./tasks/task.ts", import.meta.url);
  const pool = new ThreadPool(module, { threads: lives + 1 });
  await using cleanUp = new AsyncDisposableStack();
  cleanUp.defer(() => {
    const closed = pool.close();
    if (lives > 0) workers.fail(0);
    workers.fail();
    return closed;
  });
  const task = follow(pool.submit({ act: "echo", value: 1 }));
  story.did(
    lives > 0
      ? "a pool of two threads was made, and a task submitted; thread 1 was ready and lived on, and each of the others ended before it was ready"
      : `a pool of one thread was made, and a task submitted; each of its threads ended before it was ready${
        pause > 0 ? ", an hour after the one before, by the clock" : ""
      }`,
  );
  const verdict = () => ({
    expected:
      `three that died at birth are replaced, and with the fourth the pool is broken, when ${right} workers were started; the task rejects`,
    got: `${
      howMany(workers.started, "worker was", "workers were")
    } started, and the task's promise ${
      nameOf(task.outcome) === "PoolBrokenError"
        ? "has rejected with a PoolBrokenError"
        : told(task.outcome)
    }`,
    ...means(
      workers.started > right
        ? pause > 0
          ? "stillborn-threads-count-for-a-time"
          : "replaces-stillborn-threads-for-ever"
        : nameOf(task.outcome) !== "PoolBrokenError"
        ? undefined
        // Without one that lives, it was right; at once is another matter.
        : lives > 0 && workers.started > lives + 1
        ? "counts-threads-that-live"
        : "gives-up-too-early",
    ),
  });
  while (task.outcome === "pending" && workers.started < 2 * STARTED) {
    const { started } = workers;
    clock.moves(pause);
    workers.fail();
    await story.eventually(
      () => workers.started > started || task.outcome !== "pending",
      verdict,
    );
  }
  story.holds(
    nameOf(task.outcome) === "PoolBrokenError" && workers.started === right,
    verdict(),
  );
}

/** From now on, the clock can be put forward by some milliseconds. */
function laterClock() {
  const { performance, Date } = globalThis;
  const [now, today] = [performance.now, Date.now];
  let by = 0;
  performance.now = () => now.call(performance) + by;
  Date.now = () => today() + by;
  return {
    moves: (ms: number) => void (by += ms),
    [Symbol.dispose]() {
      performance.now = now;
      Date.now = today;
    },
  };
}
