import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { SETTLES } from "./pool/submit_verdicts.ts";
import { rejection, withPool } from "./pool/with_pool.ts";

lessonTest(
  "7.3.5 ThreadPool.submit() rejects with what the task threw",
  async (story: Story) => {
    await withPool(story, { threads: 1 }, async ({ pool }) => {
      for (const act of ["throw", "reject"] as const) {
        const error = await rejection(
          story,
          pool.submit({ act, message: "on purpose" }),
          "a task that throws rejects its promise",
          "an error in a task is taken for a result, or gets lost.",
        );
        story.equal([error.name, error.message], ["RangeError", "on purpose"], {
          what: "the name and the message of the error",
          cause: "the error that the task threw is replaced by another one.",
        });
        story.equal(
          [
            error instanceof RangeError,
            error.cause,
            error.stack?.includes("tasks/task.ts"),
          ],
          [true, "on purpose", true],
          {
            what:
              "whether it is a RangeError, its cause, and whether its stack says where the task threw it",
            cause:
              "the error is made anew from its name and message. What is in the slot is the task's own error, with all that belongs to it.",
          },
        );
      }
      for (
        const value of [
          "plain",
          { code: 7 },
          0,
          "",
          null,
          false,
          NaN,
          undefined,
        ]
      ) {
        const thrown = await rejection(
          story,
          pool.submit({ act: "throwValue", value }),
          "a task that throws something else than an error rejects its promise",
          "only errors are taken for errors.",
        );
        story.equal<unknown>(thrown, value, {
          what: "what the promise rejects with",
          cause: "what the task threw is replaced by something else.",
        });
      }
      const error = await rejection(
        story,
        pool.submit({ act: "function" }),
        "a task whose result cannot be cloned rejects its promise",
        "the error in reporting a result gets lost.",
      );
      story.holds(error instanceof Error, {
        expected: "the promise rejects with an Error",
        got: Deno.inspect(error, { colors: false }),
        cause: "the error in reporting a result gets lost.",
      });
      await nextWorks(story, pool.submit({ act: "echo", value: 1 }));
    });
  },
);

lessonTest(
  "7.3.5 ThreadPool.submit() rejects a task that cannot be cloned",
  async (story: Story) => {
    await withPool(story, { threads: 1, queue: 3 }, async ({ pool }) => {
      story.did("twenty tasks that hold a function were submitted");
      for (let i = 0; i < 20; i++) {
        await rejection(
          story,
          pool.submit({ act: "echo", value: () => {} }),
          "a task that cannot be cloned rejects its promise",
          "the error in writing a task gets lost.",
        );
      }
      await nextWorks(story, pool.submit({ act: "echo", value: 1 }));
    });
  },
);

async function nextWorks(story: Story, next: Promise<unknown>): Promise<void> {
  story.equal(await story.within(next, SETTLES), 1, {
    what: "the result of the next task",
    cause: "an error in a task must leave the thread and the pool unharmed.",
  });
}
