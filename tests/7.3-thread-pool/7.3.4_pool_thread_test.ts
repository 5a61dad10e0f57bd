import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { FakeDesk } from "./pool/fake_desk.ts";
import { poolThread } from "../../lessons/7.3-thread-pool/pool_thread.ts";

/** Runs the loop on these tasks until there are no more, and returns what it did. */
async function runLoop(
  story: Story,
  run: (task: number) => unknown,
  count: number,
  more: Partial<FakeDesk> = {},
): Promise<string[]> {
  const desk = Object.assign(new FakeDesk(run, count), more);
  story.did(`the thread's loop ran, with ${count} tasks in the queue`);
  await story.within(poolThread(desk, desk), {
    expected: "poolThread() resolves when pop() returns undefined",
    got: `it does not; it did: ${desk.did.join(", ")}`,
    cause:
      "the loop does not end when there are no more tasks, or waits for something else than the task's promise.",
  });
  return desk.did;
}

lessonTest("7.3.4 poolThread runs one task after the other", async (story) => {
  const did = await runLoop(story, (task) => task * 10, 2);
  story.equal(did, [
    "pop 1",
    "begin 1",
    "run 1",
    "succeed 1 with 10",
    "pop 2",
    "begin 2",
    "run 2",
    "succeed 2 with 20",
    "pop nothing",
  ], {
    what: "what the thread does with two tasks",
    cause:
      "a step is left out, or the next task is popped before this one is reported.",
  });
});

lessonTest(
  "7.3.4 poolThread waits for a task's promise before it takes the next",
  async (story) => {
    const did = await runLoop(
      story,
      (task) => Promise.resolve().then(() => Promise.resolve(task * 10)),
      2,
    );
    story.equal(
      did.filter((step) => /^(pop|succeed)/.test(step)),
      [
        "pop 1",
        "succeed 1 with 10",
        "pop 2",
        "succeed 2 with 20",
        "pop nothing",
      ],
      {
        what: "the order of pops and reports, with tasks that return promises",
        cause: "the result is reported without `await`, or not awaited at all.",
      },
    );
  },
);

lessonTest(
  "7.3.4 poolThread reports an error in a task and goes on",
  async (story) => {
    for (const kind of ["throws", "rejects"]) {
      const did = await runLoop(story, (task) => {
        const error = new RangeError(`bad ${task}`);
        if (task !== 2) return task;
        if (kind === "throws") throw error;
        return Promise.reject(error);
      }, 3);
      story.equal(
        did.filter((step) => /^(succeed|fail)/.test(step)),
        [
          "succeed 1 with 1",
          "fail 2 with RangeError: bad 2",
          "succeed 3 with 3",
        ],
        {
          what: `the reports of three tasks of which the second ${kind}`,
          cause:
            "an error in a task is that task's result. Catch it, also when it comes as a rejected promise, report it with `fail()`, and pop the next.",
        },
      );
    }
  },
);

lessonTest(
  "7.3.4 poolThread reports an error if the result cannot be reported",
  async (story) => {
    const did = await runLoop(
      story,
      (task) => task === 1 ? () => {} : task,
      2,
    );
    story.equal(did.filter((step) => /^(succeed|fail)/.test(step)), [
      "fail 1 with Error: it cannot be cloned",
      "succeed 2 with 2",
    ], {
      what: "the reports, where the first task returned a function",
      cause:
        "succeed() throws if a result cannot be cloned. That must be caught and reported with fail(), as what the task throws itself.",
    });
  },
);

lessonTest(
  "7.3.4 poolThread drops a task that was cancelled",
  async (story) => {
    const did = await runLoop(story, (task) => task, 3, {
      cancelled: new Set([2]),
    });
    story.equal(did.filter((step) => / [23]\b/.test(step)), [
      "pop 2",
      "begin 2",
      "pop 3",
      "begin 3",
      "run 3",
      "succeed 3 with 3",
    ], {
      what: "what the thread does with tasks 2 and 3, of which 2 was cancelled",
      cause:
        "begin() returns false for a task that was cancelled: neither run nor report it, and pop the next.",
    });
  },
);

lessonTest(
  "7.3.4 poolThread takes no more tasks when the pool has given it up",
  async (story) => {
    const desk = new FakeDesk((task) => task, 2);
    desk.givenUp = true;
    const error = await story.within(
      poolThread(desk, desk).then(() => undefined, (error) => error),
      {
        expected: "poolThread() rejects when fail() throws",
        got: "it does not settle",
        cause: "the error that fail() throws is swallowed.",
      },
    );
    story.equal([error?.message, desk.did.at(-1)], [
      "given up",
      "fail 1 with Error: given up",
    ], {
      what: "what poolThread() rejects with, and what it did last",
      cause:
        "what fail() throws must leave the loop: the pool has ended this thread, which must not go back to the queue.",
    });
  },
);
