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

lessonTest(
  "7.3.4 poolThread runs one task after the other",
  async (story: Story) => {
    const did = await runLoop(story, (task) => task * 10, 2);
    story.holds(did.length > 1, {
      expected: "the thread runs task 0, and then task 1",
      got: "it ended when it had popped task 0",
      cause:
        "0 is a task's number as any other, and false to `if` and `while`: only undefined is the end.",
    });
    story.equal(did, [
      "pop 0",
      "begin 0",
      "run 0",
      "succeed 0 with 0",
      "pop 1",
      "begin 1",
      "run 1",
      "succeed 1 with 10",
      "pop nothing",
    ], {
      what: "what the thread does with tasks 0 and 1",
      cause:
        "a step is left out, or the next task is popped before this one is reported.",
    });
  },
);

lessonTest(
  "7.3.4 poolThread waits for a task's promise before it takes the next",
  async (story: Story) => {
    const did = await runLoop(
      story,
      (task) => Promise.resolve().then(() => Promise.resolve(task * 10)),
      2,
    );
    story.equal(
      did.filter((step) => /^(pop|succeed)/.test(step)),
      [
        "pop 0",
        "succeed 0 with 0",
        "pop 1",
        "succeed 1 with 10",
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
  async (story: Story) => {
    for (const kind of ["throws", "rejects"]) {
      const did = await runLoop(story, (task) => {
        const error = new RangeError(`bad ${task}`);
        if (task !== 1) return task;
        if (kind === "throws") throw error;
        return Promise.reject(error);
      }, 3);
      story.equal(
        did.filter((step) => /^(succeed|fail)/.test(step)),
        [
          "succeed 0 with 0",
          "fail 1 with RangeError: bad 1",
          "succeed 2 with 2",
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
  "7.3.4 poolThread reports results and errors that are nothing",
  async (story: Story) => {
    for (const value of [undefined, null, 0, "", false, NaN]) {
      const did = await runLoop(story, (task) => {
        if (task === 1) throw value;
        return task === 2 ? Promise.reject(value) : value;
      }, 4);
      const reports = did.filter((step) => /^(succeed|fail)/.test(step));
      story.equal(reports, [
        `succeed 0 with ${value}`,
        `fail 1 with ${value}`,
        `fail 2 with ${value}`,
        `succeed 3 with ${value}`,
      ], {
        what:
          `the reports of tasks of which the first and the last give ${value}, and the others throw it`,
        cause:
          "whether a task has failed is seen by its throw, not by what it threw; and a result may be anything.",
      });
    }
  },
);

lessonTest(
  "7.3.4 poolThread leaves nothing behind for a task that has ended",
  async (story: Story) => {
    const TASKS = 1_000;
    const desk = new FakeDesk((task) => task, TASKS);
    const popped = Promise.withResolvers<void>();
    const pop = desk.pop.bind(desk);
    desk.pop = () => {
      const task = pop();
      if (task === undefined) popped.resolve();
      return task;
    };
    let over = false;
    const ended = poolThread(desk, desk).then(() => over = true);
    await story.within(popped.promise, {
      expected: `poolThread() pops ${TASKS} tasks, and then undefined`,
      got: `it did: ${desk.did.slice(-3).join(", ")}`,
      cause: "the loop ends too early, or waits for something.",
    });
    story.did(`the thread's loop ran, with ${TASKS} tasks in the queue`);
    // A loop ends in two or three. Each promise that waits for another takes one.
    for (let turn = 0; turn < 20 && !over; turn++) await undefined;
    story.holds(over, {
      expected: "poolThread() resolves as soon as pop() has returned undefined",
      got: "it still waits for promises that earlier tasks have left",
      cause:
        "each task's promise waits for the next task: with a function that calls itself, a million tasks are a million promises in memory. Use a loop.",
    });
    await ended;
  },
);

lessonTest(
  "7.3.4 poolThread reports an error if the result cannot be reported",
  async (story: Story) => {
    const did = await runLoop(
      story,
      (task) => task === 0 ? () => {} : task,
      2,
    );
    story.equal(did.filter((step) => /^(succeed|fail)/.test(step)), [
      "fail 0 with Error: it cannot be cloned",
      "succeed 1 with 1",
    ], {
      what: "the reports, where the first task returned a function",
      cause:
        "succeed() throws if a result cannot be cloned. That must be caught and reported with fail(), as what the task throws itself.",
    });
  },
);

lessonTest(
  "7.3.4 poolThread drops a task that was cancelled",
  async (story: Story) => {
    const did = await runLoop(story, (task) => task, 4, {
      cancelled: new Set([0, 2]),
    });
    story.equal(did, [
      "pop 0",
      "begin 0",
      "pop 1",
      "begin 1",
      "run 1",
      "succeed 1 with 1",
      "pop 2",
      "begin 2",
      "pop 3",
      "begin 3",
      "run 3",
      "succeed 3 with 3",
      "pop nothing",
    ], {
      what:
        "what the thread does with four tasks, of which 0 and 2 were cancelled",
      cause:
        "begin() returns false for a task that was cancelled: neither run nor report it, and pop the next.",
    });
  },
);

lessonTest(
  "7.3.4 poolThread takes no more tasks when the pool has given it up",
  async (story: Story) => {
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
      "fail 0 with Error: given up",
    ], {
      what: "what poolThread() rejects with, and what it did last",
      cause:
        "what fail() throws must leave the loop: the pool has ended this thread, which must not go back to the queue.",
    });
  },
);
