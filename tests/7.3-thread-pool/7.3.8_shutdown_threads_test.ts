import { lessonTest } from "../harness/lesson_test.ts";
import { BUSY, ENDS, nothingIsLeft } from "./pool/shutdown_verdicts.ts";
import { begun, entered, follow, withPool } from "./pool/with_pool.ts";

lessonTest(
  "7.3.8 ThreadPool.shutdown() waits for threads that are born",
  async (story) => {
    for (const drain of [true, false]) {
      await withPool(story, { threads: 2 }, async (context) => {
        const { pool } = context;
        const task = follow(pool.submit({ act: "echo", value: 1 }));
        story.did(
          `shutdown({ drain: ${drain} }) came before the threads were there`,
        );
        await story.within(pool.shutdown({ drain }), ENDS);
        story.equal(
          drain ? task.outcome : task.outcome === "pending",
          drain ? { value: 1 } : false,
          {
            what: "what has become of the task",
            cause: "its promise never settles, or settles after shutdown().",
          },
        );
        await nothingIsLeft(story, context);
      });
    }
  },
);

lessonTest(
  "7.3.8 ThreadPool.shutdown() survives a crash on the way",
  async (story) => {
    await withPool(story, { threads: 1, queue: 1 }, async (context) => {
      const { pool, gates } = context;
      const first = pool.submit({ act: "gate", gate: 0, label: 0 });
      await entered(story, context, 1, BUSY);
      const crash = follow(pool.submit({ act: "close" }));
      const last = pool.submit({ act: "echo", value: 2 });
      const ended = pool.shutdown();
      await begun(ended);
      story.did(
        "during shutdown(), a task ended its thread before the last one",
      );
      gates.open(0);
      story.equal(
        await story.within(Promise.all([first, last]), ENDS),
        [0, 2],
        {
          what: "the results of the tasks before and behind the crash",
          cause: "a thread that ends during shutdown() is not replaced.",
        },
      );
      await story.within(ended, ENDS);
      story.equal(typeof crash.outcome, "object", {
        what: "whether the crashed task's promise has settled",
        cause: "it never does.",
      });
      await nothingIsLeft(story, context);
    });
  },
);
