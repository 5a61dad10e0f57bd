import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { noTimers, timerSpy } from "../harness/timer_spy.ts";
import { means } from "./misconceptions.ts";
import { FakeDesk } from "./pool/fake_desk.ts";
import { didAs, runLoop, tell } from "./pool/run_loop.ts";
import { poolThread } from "../../lessons/7.3-thread-pool/pool_thread.ts";

/** Whether the next task is popped before the report of this one comes. */
function overlaps(did: readonly string[]): boolean {
  const reported = did.findIndex((step) => step.startsWith("succeed 0"));
  return did.indexOf("pop 1") < reported && did.includes("pop 1");
}

lessonTest(
  "7.3.4 poolThread runs one task after the other",
  async (story: Story) => {
    using timers = timerSpy("pool_thread.ts");
    const run = await runLoop(story, (task) => task * 10, 2);
    const left = [7];
    const pop = () => left.shift();
    const runs7 = run.did.length === 1 &&
      (await runLoop(story, () => 0, 0, { pop })).did.includes("run 7");
    didAs(
      story,
      run,
      [
        "pop 0",
        "begin 0",
        "run 0",
        "succeed 0 with 0",
        "pop 1",
        "begin 1",
        "run 1",
        "succeed 1 with 10",
        "pop nothing",
      ],
      "tasks 0 and 1",
      ({ did, thrown }) =>
        thrown !== undefined
          ? undefined
          : runs7
          ? "task-0-is-the-end"
          : overlaps(did)
          ? "next-task-before-this-one-ends"
          : did.includes("succeed 1 with 10") && did.includes("run 0") &&
              !did.includes("succeed 0 with 0")
          ? "falsy-results-are-none"
          : !did.some((step) => step.startsWith("begin"))
          ? did.includes("run 0") ? "never-begins" : undefined
          : !did.some((step) => step.startsWith("run"))
          ? "begins-and-does-not-run"
          : did.includes("run 0") &&
              did.indexOf("run 0") < did.indexOf("begin 0")
          ? "begins-after-the-run"
          : did.some((step, at) => did.indexOf(step) < at)
          ? "does-it-twice"
          : did.at(-1) === "succeed 0 with 0"
          ? "runs-one-task"
          : undefined,
    );
    const when = "between two tasks";
    noTimers(story, timers, when, means("pauses-between-tasks"));
  },
);

lessonTest(
  "7.3.4 poolThread waits for a task's promise before it takes the next",
  async (story: Story) => {
    const { did, ...end } = await runLoop(
      story,
      (task) => Promise.resolve().then(() => Promise.resolve(task * 10)),
      2,
    );
    didAs(
      story,
      { did: did.filter((step) => /^(pop|succeed)/.test(step)), ...end },
      [
        "pop 0",
        "succeed 0 with 0",
        "pop 1",
        "succeed 1 with 10",
        "pop nothing",
      ],
      "tasks that return promises",
      ({ did }) =>
        did.some((step) => step.endsWith("[object Promise]"))
          ? "reports-the-promise"
          : overlaps(did)
          ? "next-task-before-this-one-ends"
          : undefined,
    );
  },
);

lessonTest(
  "7.3.4 poolThread leaves nothing behind for a task that has ended",
  async (story: Story) => {
    const TASKS = 10_000;
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
    await story.within(Promise.race([popped.promise, ended]), {
      expected: `poolThread() pops ${TASKS} tasks, and then undefined`,
      got: `the last that it did: ${tell({ did: desk.did.slice(-3) })}`,
    });
    story.did(`the thread's loop ran, with ${TASKS} tasks in the queue`);
    const taken = desk.did.filter((step) => step.startsWith("pop")).length;
    story.holds(desk.did.includes("pop nothing"), {
      expected: "poolThread() pops until pop() returns undefined",
      got: `it resolved after ${taken} tasks, and left the others`,
      ...means(taken > 2 ? "ends-after-so-many-tasks" : undefined),
    });
    // A loop ends in two or three. Each promise that waits for another takes one.
    for (let turn = 0; turn < 20 && !over; turn++) await undefined;
    story.holds(over, {
      expected: "poolThread() resolves as soon as pop() has returned undefined",
      got: "it still waits for promises that earlier tasks have left",
      ...means(desk.endless ? undefined : "tasks-hang-on-each-other"),
    });
    await ended;
  },
);

lessonTest(
  "7.3.4 poolThread drops a task that was cancelled",
  async (story: Story) => {
    const run = await runLoop(story, (task) => task, 4, {
      cancelled: new Set([0, 2]),
    });
    didAs(
      story,
      run,
      [
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
      ],
      "four tasks of which 0 and 2 were cancelled",
      ({ did }) =>
        did.includes("run 0")
          ? !did.includes("begin 0")
            ? "never-begins"
            : did.indexOf("run 0") < did.indexOf("begin 0")
            ? "begins-after-the-run"
            : "runs-cancelled-tasks"
          : did.at(-1) === "begin 0"
          ? "a-cancelled-task-ends-the-thread"
          : did.some((step) => /^(succeed|fail) [02] /.test(step))
          ? "reports-cancelled-tasks"
          : undefined,
    );
  },
);
