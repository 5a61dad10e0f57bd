import { howMany } from "../harness/story/how_many.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { means } from "./misconceptions.ts";
import { brief, rejection, resolves, withPool } from "./pool/with_pool.ts";

lessonTest(
  "7.3.5 ThreadPool.submit() rejects with what the task threw",
  async (story: Story) => {
    await withPool(story, { threads: 1 }, async ({ pool }) => {
      for (const act of ["throw", "reject"] as const) {
        const error = await rejection(
          story,
          pool.submit({ act, message: "on purpose" }),
          `the promise of a task that ${act}s`,
          (got) => got === "pending" ? undefined : "errors-resolve",
        );
        story.holds(error instanceof RangeError, {
          expected: "it rejects with the RangeError that the task threw",
          got: `it rejected with ${brief(error)}`,
          ...means(
            error instanceof Object && "act" in error
              ? "task-is-its-own-result"
              : undefined,
          ),
        });
        const { message, cause, stack } = error;
        story.equal(
          [message, cause, stack?.includes("tasks/task.ts")],
          ["on purpose", "on purpose", true],
          {
            what:
              "the error's message, its cause, and whether its stack says where the task threw it",
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
          `the promise of a task that throws ${brief(value)}`,
          (got) => got === "pending" ? undefined : "only-errors-reject",
        );
        story.equal<unknown>(thrown, value, {
          what: "what it rejects with",
        });
      }
      const error = await rejection(
        story,
        pool.submit({ act: "function" }),
        "the promise of a task whose result cannot be cloned",
      );
      story.holds(error instanceof Error, {
        expected: "the promise rejects with an Error",
        got: brief(error),
      });
      await nextWorks(story, pool.submit({ act: "echo", value: 1 }));
    });
  },
);

lessonTest(
  "7.3.5 ThreadPool.submit() rejects a task that cannot be cloned",
  async (story: Story) => {
    await withPool(story, { threads: 1, queue: 3 }, async ({ pool }) => {
      story.did("tasks that hold a function were submitted, one by one");
      for (let i = 1; i <= 20; i++) {
        const error = await rejection(
          story,
          pool.submit({ act: "echo", value: () => {} }),
          `the promise of task ${i}, which holds a function`,
        );
        story.holds(!error.message.includes("free slot"), {
          expected: `task ${i}, which holds a function, is rejected as well`,
          got: `${
            howMany(i - 1, "such task was", "such tasks were")
          } rejected; for the next one, submit() threw: ${error.message}`,
          ...means("unclonable-tasks-keep-their-slots"),
        });
      }
      await nextWorks(story, pool.submit({ act: "echo", value: 1 }));
    });
  },
);

async function nextWorks(story: Story, next: Promise<unknown>): Promise<void> {
  story.equal(await resolves(story, next, "the next task's promise"), 1, {
    what: "the result of the next task",
  });
}
