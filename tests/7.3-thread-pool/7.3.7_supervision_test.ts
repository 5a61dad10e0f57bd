import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import {
  entered,
  type PoolTest,
  rejection,
  withPool,
} from "./pool/with_pool.ts";
import type { Act } from "./tasks/task.ts";

const LOST =
  "the thread that ended was not replaced, or what it left behind holds up the pool.";
const SETTLES = {
  expected: "every task's promise settles, also if a thread ends",
  got: "one does not",
  cause: LOST,
};

/** The ways in which a task can end its thread. */
const CRASHES: Act[] = [
  { act: "uncaught", message: "on purpose" },
  { act: "unhandled", message: "on purpose" },
  { act: "close" },
];

/** Has a task end its thread, and checks how its promise rejects. */
async function crash(
  story: Story,
  { pool }: PoolTest,
  act: Act,
): Promise<void> {
  story.did(`a task ended its thread: ${act.act}`);
  const error = await rejection(
    story,
    pool.submit(act),
    "the promise of a task whose thread ends rejects with a ThreadDiedError",
    "the pool does not notice that a thread has ended, or does not know which task it ran.",
  );
  story.equal(error?.name, "ThreadDiedError", {
    what: "the error's name",
    cause: "the task is rejected with another error.",
  });
  const reason = "message" in act ? act.message : "self.close()";
  story.equal(
    [/\bthread \d+ of /.test(error.message), error.message.includes(reason)],
    [true, true],
    {
      what:
        `whether the error's message tells which thread ended, and the reason (${reason}); it is ${
          JSON.stringify(error.message)
        }`,
      cause:
        "the error is to be told the thread's name, and then the reason for its end.",
    },
  );
}

lessonTest(
  "7.3.7 a new thread takes the place of a crashed one",
  async (story) => {
    await withPool(story, { threads: 2 }, async (context) => {
      const { pool, gates, workers } = context;
      await Promise.all(CRASHES.map((act) => crash(story, context, act)));
      story.did("then two tasks were submitted that need a thread each");
      const tasks = [1, 2].map((label) =>
        pool.submit({ act: "gate", gate: 0, label })
      );
      await entered(story, context, 2, LOST);
      gates.open(0);
      story.equal(await story.within(Promise.all(tasks), SETTLES), [1, 2], {
        what: "the results of two tasks after three crashes",
        cause: LOST,
      });
      story.equal(workers.started, 5, {
        what: "how many workers two threads and three crashes made",
        cause: "a thread is started when none has ended, or more than one is.",
      });
      await story.eventually(() => workers.live <= 2, () => ({
        expected: "two workers are left",
        got: `${workers.live} are`,
        cause: "a thread that has ended is not terminated.",
      }));
    });
  },
);

lessonTest(
  "7.3.7 a crash leaves other threads and tasks alone",
  async (story) => {
    await withPool(story, { threads: 2, queue: 500 }, async (context) => {
      const { pool, gates } = context;
      const other = pool.submit({ act: "gate", gate: 0, label: 5 });
      await entered(story, context, 1, "the thread does not begin the task.");
      story.did(
        "one thread was busy; on the other one, tasks ended their threads",
      );
      const before = pool.submit({ act: "echo", value: 1 });
      const crashed = CRASHES.map((act) => crash(story, context, act));
      const behind = [2, 3, 4].map((value) =>
        pool.submit({ act: "echo", value })
      );
      await Promise.all(crashed);
      story.equal(
        await story.within(Promise.all([before, ...behind]), SETTLES),
        [1, 2, 3, 4],
        { what: "the results of tasks before and behind them", cause: LOST },
      );
      gates.open(0);
      story.equal(await story.within(other, SETTLES), 5, {
        what: "the result of the task on the other thread",
        cause:
          "all tasks are rejected when one thread ends: reject that thread's task only.",
      });
    });
  },
);

lessonTest("7.3.7 a pool survives any number of crashes", async (story) => {
  await withPool(story, { threads: 1, queue: 2 }, async (context) => {
    // One more than threads that may die at birth, and than there are places.
    for (let i = 0; i < 5; i++) {
      await crash(story, context, { act: "uncaught", message: `crash ${i}` });
    }
    story.equal(
      await story.within(
        context.pool.submit({ act: "echo", value: 1 }),
        SETTLES,
      ),
      1,
      {
        what: "the result of a task after five crashes",
        cause:
          "the place of a crashed task is not freed, or threads that took a task are counted as stillborn.",
      },
    );
  });
});

lessonTest("7.3.7 a crash makes room for a task that waits", async (story) => {
  await withPool(story, { threads: 1, queue: 0 }, async (context) => {
    const crashed = crash(story, context, CRASHES[0] ?? { act: "close" });
    const waiting = context.pool.submit({ act: "echo", value: 1 });
    await crashed;
    story.equal(await story.within(waiting, SETTLES), 1, {
      what: "the result of a task that waited while the thread's task crashed",
      cause: LOST,
    });
  });
});

lessonTest(
  "7.3.7 a pool gives up when too many threads in a row die at birth",
  async (story) => {
    const patient = { threads: 1, module: "births.ts?dead=1.2.3" };
    await withPool(story, patient, async ({ pool, workers }) => {
      story.did("the first three threads died at birth, and the fourth lived");
      story.equal(
        await story.within(pool.submit({ act: "echo", value: 1 }), SETTLES),
        1,
        {
          what: "the result of a task",
          cause: "the pool gives up before MOST_STILLBORN threads have died.",
        },
      );
      story.equal(workers.started, 4, {
        what: "the number of workers started",
        cause: "each thread that has ended is replaced by one.",
      });
    });
    const unlucky = { threads: 1, module: "births.ts?dead=1.3.5.7" };
    await withPool(story, unlucky, async (context) => {
      story.did(
        "every other thread died at birth, and the others took a task each, which ended them",
      );
      for (let i = 0; i < 3; i++) {
        await crash(story, context, { act: "uncaught", message: `crash ${i}` });
      }
      story.equal(
        await story.within(
          context.pool.submit({ act: "echo", value: 1 }),
          SETTLES,
        ),
        1,
        {
          what: "the result of the next task",
          cause:
            "four threads died at birth, but never two in a row: a thread that was ready begins the count anew.",
        },
      );
    });
  },
);

for (
  const [module, why, reason] of [
    ["throws_at_birth.ts", "throws at its first line", "first line"],
    ["closes_at_birth.ts", "ends its thread at its first line", ""],
    ["no_function.ts", "has no function to export", "no function"],
    ["there_is_no_such_file.ts", "does not exist", "there_is_no_such_file"],
  ]
) {
  lessonTest(
    `7.3.7 a pool whose module ${why} ends in a clear error`,
    async (story) => {
      const options = { threads: 2, queue: 1, module: module ?? "" };
      await withPool(story, options, async ({ pool, workers }) => {
        const tasks = [1, 2, 3, 4, 5].map((value) =>
          rejection(
            story,
            pool.submit({ act: "echo", value }),
            "every task rejects when no thread can be started",
            "threads that die at birth are replaced for ever, or not noticed; or what waits in the queue or for room in it is not rejected.",
          )
        );
        for (const error of await Promise.all(tasks)) {
          const text = error?.message ?? "";
          story.equal(
            [
              error?.name,
              text.indexOf(module ?? "") > 0,
              text.indexOf(reason ?? "", text.indexOf("failed with")) > 0,
            ],
            ["PoolBrokenError", true, true],
            {
              what:
                `the error's name, and whether its message tells the module and then the reason (${reason}): ${text}`,
              cause: "the error does not say why the threads ended.",
            },
          );
        }
        story.equal(workers.started, 5, {
          what: "how many workers a pool of two threads has started",
          cause:
            "three that died at birth are replaced, and with the fourth the pool is broken.",
        });
        const late = await rejection(
          story,
          pool.submit({ act: "echo", value: 1 }),
          "a task that comes later is rejected, too",
          "the pool forgets that it is broken.",
        );
        story.equal(late?.name, "PoolBrokenError", {
          what: "the error's name",
          cause: "the pool forgets that it is broken.",
        });
      });
    },
  );
}
