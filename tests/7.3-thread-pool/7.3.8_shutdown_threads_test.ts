import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { noTimers, timerSpy } from "../harness/timer_spy.ts";
import { means } from "./misconceptions.ts";
import {
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
  resolves,
  told,
  withPool,
} from "./pool/with_pool.ts";

lessonTest(
  "7.3.8 ThreadPool.shutdown() ends a pool that has nothing to do",
  async (story: Story) => {
    await withPool(story, { threads: 1 }, async (context) => {
      const { pool } = context;
      const task = pool.submit({ act: "echo", value: 1 });
      await resolves(story, task, "the promise of a task");
      story.did("its only task has ended, and then shutdown() was called");
      await ends(story, pool.shutdown());
      await nothingIsLeft(story, context, "never-closes-an-idle-pool");
    });
  },
);

lessonTest(
  "7.3.8 ThreadPool.shutdown() waits for threads that are being born",
  async (story: Story) => {
    for (const drain of [true, false]) {
      await withPool(story, { threads: 2 }, async (context) => {
        const { pool } = context;
        const task = follow(pool.submit({ act: "echo", value: 1 }));
        story.did(
          `shutdown({ drain: ${drain} }) came before the threads were there`,
        );
        await ends(story, pool.shutdown({ drain }));
        const expected = drain
          ? "the promise of the task has resolved with 1"
          : "the promise of the task has settled";
        story.holds(
          drain ? fates([task]) === "0: 1" : task.outcome !== "pending",
          {
            expected,
            got: fates([task]).slice(3),
            ...means(
              drain && isCutOff(task.outcome)
                ? "cuts-off-what-is-queued"
                : undefined,
            ),
          },
        );
        await nothingIsLeft(story, context);
      });
    }
  },
);

lessonTest(
  "7.3.8 ThreadPool.shutdown() waits for a task that comes in meanwhile",
  async (story: Story) => {
    await withPool(story, { threads: 1, queue: 1 }, async (context) => {
      const { pool, gates } = context;
      const tasks = [0, 0, 1].map((gate, label) =>
        follow(pool.submit({ act: "gate", gate, label }))
      );
      await entered(story, context, 1);
      const ended = pool.shutdown();
      await begun(ended);
      story.did(
        "during shutdown(), tasks 0 and 1 came to their end; task 2, which had waited outside, came in and went on",
      );
      gates.open(0);
      await story.eventually(
        () => fates(tasks).startsWith("0: 0; 1: 1"),
        () => ({
          expected: "the promises of tasks 0 and 1 resolve",
          got: fates(tasks),
        }),
      );
      await begun(ended);
      const { outcome } = tasks[2] ?? { outcome: "pending" };
      story.holds(outcome === "pending", {
        expected:
          "the promise of task 2 is pending, as shutdown() waits for it",
        got: `it ${told(outcome)}`,
        ...means("shutdown-forgets-those-outside"),
      });
      gates.open(1);
      await ends(story, ended);
      story.equal(fates(tasks), "0: 0; 1: 1; 2: 2", {
        what: "what has become of the three promises",
      });
    });
  },
);

lessonTest(
  "7.3.8 ThreadPool.shutdown() survives a crash on the way",
  async (story: Story) => {
    await withPool(story, { threads: 1, queue: 2 }, async (context) => {
      const { pool, gates } = context;
      const first = follow(pool.submit({ act: "gate", gate: 0, label: 0 }));
      await entered(story, context, 1);
      const crash = follow(pool.submit({ act: "close" }));
      const last = follow(pool.submit({ act: "echo", value: 2 }));
      using timers = timerSpy("thread_pool.ts");
      const ended = pool.shutdown();
      await begun(ended);
      story.did(
        "during shutdown(), task 1 ended its thread, and task 2 waited behind it",
      );
      gates.open(0);
      await ends(story, ended);
      const right = "0: 0; 1: ThreadDiedError; 2: 2";
      const got = fates([first, crash, last]);
      story.equal(got, right, {
        what: "what has become of the three promises",
        ...means(
          got === right || !isCutOff(last.outcome)
            ? undefined
            : await cutsOffWhatIsQueued()
            ? "cuts-off-what-is-queued"
            : fates([crash]) === "0: ThreadDiedError"
            ? "shutdown-stops-at-a-rejection"
            : undefined,
        ),
      });
      // Last: who looks every so often may also look at too little.
      const when = "to learn that all tasks have ended";
      noTimers(story, timers, when, means("shutdown-polls"));
      await nothingIsLeft(story, context);
    });
  },
);
