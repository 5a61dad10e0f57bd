import { ThreadPool } from "../../lessons/7.3-thread-pool/thread_pool.ts";
import { howMany } from "../harness/story/how_many.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { soon } from "../harness/story/soon.ts";
import { PATIENCE, type Story } from "../harness/story/story.ts";
import { noTimers, timerSpy } from "../harness/timer_spy.ts";
import { means } from "./misconceptions.ts";
import { crash, CRASHES } from "./pool/crash.ts";
import { FailingWorkers } from "./pool/failing_workers.ts";
import {
  brief,
  entered,
  follow,
  type PoolTest,
  resolves,
  told,
  withPool,
} from "./pool/with_pool.ts";
import type { Act } from "./tasks/task.ts";

/** Whether the last thread is replaced if a task waits for it when it ends. */
async function replacesForWork(
  pool: PoolTest["pool"],
  ends: Act,
): Promise<boolean> {
  pool.submit(ends);
  const behind = follow(pool.submit({ act: "echo", value: 1 }));
  await soon(() => behind.outcome !== "pending", PATIENCE);
  return typeof behind.outcome === "object" && "value" in behind.outcome;
}

lessonTest(
  "7.3.7 a new thread takes the place of a crashed one",
  async (story: Story) => {
    await withPool(story, { threads: 2 }, async (context) => {
      const { pool, gates, workers } = context;
      using timers = timerSpy("supervisor.ts");
      for (const [i, act] of CRASHES.entries()) {
        const before = 2 + i;
        // Nothing else ends a thread.
        const diedMore = () => workers.started - workers.live > i + 1;
        await crash(
          story,
          context,
          act,
          (got) =>
            got !== "pending"
              ? undefined
              : diedMore()
              ? "runs-it-again"
              : workers.started > before
              ? "forgets-the-task-of-a-dead-thread"
              : act.act === "close"
              ? "misses-a-thread-that-leaves"
              : undefined,
        );
        await story.eventually(() => workers.started > before, async () => ({
          expected: "a new worker is started when one has ended",
          got:
            `none is: ${workers.started} were made in all, 2 of them with the pool`,
          ...means(
            await replacesForWork(pool, act)
              ? "replaces-only-for-work"
              : "does-not-replace-threads",
          ),
        }));
        story.holds(workers.started === before + 1, {
          expected: "one new worker is started when one has ended",
          got: `${workers.started - before} were`,
          ...means(diedMore() ? "runs-it-again" : "starts-too-many-threads"),
        });
        const names = workers.made.map(({ name = "" }) => name);
        story.holds(new Set(names).size === names.length, {
          expected: "the new thread has a number that no other one had",
          got: `in order, there were ${
            names.map((name) => name.replace(/ of .*/, "")).join(", ")
          }`,
          ...means("reuses-a-number"),
        });
      }
      // Who only leaves the handler first makes no pause: 0 is 1 to a timer.
      const pauses = timers.timers.filter(({ ms }) => ms > 1);
      noTimers(
        story,
        { timers: pauses },
        "to start a thread",
        means("starts-the-next-one-later"),
      );
      story.did("then two tasks were submitted that need a thread each");
      const tasks = [1, 2].map((label) =>
        pool.submit({ act: "gate", gate: 0, label })
      );
      await entered(story, context, 2);
      gates.open(0);
      const got = resolves(story, Promise.all(tasks), "each promise");
      story.equal(await got, [1, 2], {
        what: "the results of two tasks after three crashes",
      });
      await story.eventually(() => workers.live <= 2, () => ({
        expected: "two workers are left",
        got: `${workers.live} are`,
      }));
    });
  },
);

lessonTest(
  "7.3.7 a crash leaves other threads and tasks alone",
  async (story: Story) => {
    await withPool(story, { threads: 2, queue: 500 }, async (context) => {
      const { pool, gates } = context;
      const other = pool.submit({ act: "gate", gate: 0, label: 5 });
      const followed = follow(other);
      await entered(story, context, 1);
      story.did(
        "one thread was busy; on the other one, tasks ended their threads",
      );
      const before = pool.submit({ act: "echo", value: 1 });
      const crashed = CRASHES.map((act) =>
        crash(
          story,
          context,
          act,
          () =>
            followed.outcome === "pending"
              ? undefined
              : "a-crash-rejects-every-task",
        )
      );
      const behind = [2, 3, 4].map((value) =>
        pool.submit({ act: "echo", value })
      );
      await Promise.all(crashed);
      const got = await resolves(
        story,
        Promise.all([before, ...behind]),
        "each promise of tasks before and behind them",
        (got) => got === "pending" ? undefined : "a-crash-rejects-every-task",
      );
      story.equal(got, [1, 2, 3, 4], { what: "their results" });
      story.holds(followed.outcome === "pending", {
        expected: "the promise of the task on the other thread is pending",
        got: `it is ${brief(followed.outcome)}`,
        ...means("a-crash-rejects-every-task"),
      });
      gates.open(0);
      const last = resolves(story, other, "its promise");
      story.equal(await last, 5, {
        what: "the result of the task on the other thread",
      });
    });
  },
);

lessonTest(
  "7.3.7 a pool survives any number of crashes",
  async (story: Story) => {
    const options = { threads: 1, queue: 2, onFull: "reject" } as const;
    await withPool(story, options, async (context) => {
      // One more than threads that may die at birth, and than there are places.
      for (let i = 0; i < 5; i++) {
        const act = { act: "uncaught", message: `crash ${i}` } as const;
        await crash(story, context, act, (got) => {
          const { error } = got as { error?: Error };
          return error?.name === "PoolFullError"
            ? "a-crashed-task-keeps-its-place"
            : error?.name === "PoolBrokenError"
            ? "counts-crashes-as-stillborn"
            : undefined;
        });
      }
      const next = context.pool.submit({ act: "echo", value: 1 });
      const got = resolves(story, next, "the next task's promise");
      story.equal(await got, 1, {
        what: "the result of a task after five crashes",
      });
    });
  },
);

lessonTest(
  "7.3.7 a crash makes room for a task that waits",
  async (story: Story) => {
    await withPool(story, { threads: 1, queue: 0 }, async (context) => {
      const crashed = crash(story, context, CRASHES[0] ?? { act: "close" });
      const waiting = context.pool.submit({ act: "echo", value: 1 });
      await crashed;
      const got = resolves(story, waiting, "the promise of a task that waited");
      story.equal(await got, 1, {
        what:
          "the result of a task that waited while the thread's task crashed",
      });
    });
  },
);

lessonTest(
  "7.3.7 a pool survives any number of threads that end with nothing to do",
  async (story: Story) => {
    const ENDED = 5;
    using workers = new FailingWorkers();
    const module = new URL("./tasks/task.ts", import.meta.url);
    const pool = new ThreadPool(module, { threads: 1 });
    await using cleanUp = new AsyncDisposableStack();
    cleanUp.defer(() => {
      const closed = pool.close();
      workers.fail();
      return closed;
    });
    const task = follow(pool.submit({ act: "echo", value: 1 }));
    story.did("a pool of one thread was made, and a task submitted");
    for (let ended = 1; ended <= ENDED; ended++) {
      story.did(
        `worker ${ended} was ready, and ended before it took the task`,
      );
      workers.fail();
      const isReplaced = () => workers.started === 1 + ended;
      const verdict = () => ({
        expected: `one more is started: ${1 + ended} workers in all`,
        got: `${
          howMany(workers.started, "worker was", "workers were")
        } started, and the task's promise ${told(task.outcome)}`,
        ...means(
          workers.started === 1
            ? "stillborn-threads-are-not-replaced"
            : workers.started === 4
            ? "idle-threads-count-as-stillborn"
            : undefined,
        ),
      });
      await story.eventually(
        () => isReplaced() || task.outcome !== "pending",
        verdict,
      );
      story.holds(isReplaced(), verdict());
    }
  },
);

lessonTest(
  "7.3.7 one thread takes the place of one while others are being born",
  async (story: Story) => {
    using workers = new FailingWorkers(0);
    const module = new URL("./tasks/task.ts", import.meta.url);
    const pool = new ThreadPool(module, { threads: 3 });
    await using cleanUp = new AsyncDisposableStack();
    cleanUp.defer(() => {
      const closed = pool.close();
      for (let i = 0; i < workers.started; i++) workers.fail(i);
      return closed;
    });
    const task = follow(pool.submit({ act: "echo", value: 1 }));
    story.did(
      "a pool of three threads was made, and a task submitted; thread 1 ended before any of them was ready",
    );
    workers.fail(0);
    const verdict = () => ({
      expected: "1 has ended, and 1 more is started: 4 workers in all",
      got: `${
        howMany(workers.started, "worker was", "workers were")
      } started, and the task's promise ${told(task.outcome)}`,
      ...means(
        task.outcome !== "pending"
          ? undefined
          : workers.started > 4
          ? "starts-too-many-threads"
          : "stillborn-threads-are-not-replaced",
      ),
    });
    await story.eventually(
      () => workers.started > 3 || task.outcome !== "pending",
      verdict,
    );
    story.holds(
      workers.started === 4 && task.outcome === "pending",
      verdict(),
    );
  },
);
