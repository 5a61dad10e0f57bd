import { delay } from "@std/async";
import { State } from "../../lessons/7.3-thread-pool/given/task_slots.ts";
import { collectGarbage } from "../harness/garbage.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { Threadless } from "./pool/table.ts";

lessonTest(
  "7.3.5 TaskTable.enqueue() has all ready when it pushes the slot's number",
  (story) => {
    const pool = new Threadless({ threads: 1, queue: 2 });
    const { slots, queue } = pool.table.memory;
    const seen: unknown[] = [];
    const look = (slot: number) =>
      seen.push([slots.state(slot), slots.read(slot)]);
    const { push, tryPush } = queue;
    Object.assign(queue, {
      push: (slot: number) => (look(slot), push.call(queue, slot)),
      tryPush: (slot: number) => (look(slot), tryPush.call(queue, slot)),
    });
    for (const task of ["first", 0, undefined]) pool.enqueue(task);
    story.did("three tasks were put into the table: first, 0 and undefined");
    story.equal(seen, [
      [State.queued, "first"],
      [State.queued, 0],
      [State.queued, undefined],
    ], {
      what:
        `the state (${State.queued}: queued) and the task that a thread finds in the slot as soon as its number is in the queue`,
      cause:
        "a thread may take the number at the moment when it is in the queue. Write the task and set the state before.",
    });
  },
);

lessonTest(
  "7.3.5 TaskTable.collect() settles and counts all that is finished",
  async (story: Story) => {
    const pool = new Threadless({ threads: 2, queue: 4 });
    const jobs = ["a", "b", "c", "d", "e"].map((task) => pool.enqueue(task));
    const slots = jobs.map(() => pool.begin() ?? -1);
    const error = new RangeError("on purpose");
    for (const i of [2, 0]) pool.finish(slots[i] ?? -1, { value: 10 * i });
    pool.finish(slots[3] ?? -1, { error });
    story.did(
      "of five tasks, three ended before collect() was called: the third, the first, and with an error the fourth",
    );
    pool.table.collect();
    await delay(0);
    story.equal(
      jobs.map(({ outcome }) => outcome),
      [{ value: 0 }, "pending", { value: 20 }, { error }, "pending"],
      {
        what: "what has become of the five promises",
        cause:
          "a promise is not settled, or with another task's result. All that is finished is collected at once: nobody comes again for what is left.",
      },
    );
    const { completed, failed } = pool.tally.counts;
    story.equal({ completed, failed }, { completed: 2, failed: 1 }, {
      what: "the counts of those that are settled",
      cause:
        "each task is counted once: as completed if it succeeded, as failed if it threw.",
    });
    const returned = new RangeError("a result");
    pool.finish(slots[1] ?? -1, { value: returned });
    pool.finish(slots[4] ?? -1, { error: undefined });
    story.did(
      "then the second returned an error, which is a result as any other, and the fifth threw undefined",
    );
    pool.table.collect();
    await delay(0);
    story.equal([jobs[1]?.outcome, jobs[4]?.outcome], [
      { value: returned },
      { error: undefined },
    ], {
      what: "what has become of their promises",
      cause:
        "whether a task has failed is in the slot's state, not in what it gave.",
    });
  },
);

lessonTest(
  "7.3.5 TaskTable keeps nothing of a task that has ended",
  async (story: Story) => {
    const TASKS = 200;
    const pool = new Threadless({ threads: 1, queue: 1 });
    const tasks = Array.from({ length: TASKS }, (_, i) => {
      const task = { i };
      pool.enqueue(task);
      pool.finish(pool.begin() ?? -1, i % 2 ? { value: i } : { error: i });
      pool.table.collect();
      return new WeakRef(task);
    });
    story.did(`${TASKS} tasks ran, and all garbage was collected`);
    await collectGarbage();
    const kept = tasks.filter((task) => task.deref() !== undefined).length;
    // The last one may still be in somebody's hands.
    story.holds(kept <= 1, {
      expected: "none of the tasks that have ended is still in memory",
      got: `${kept} of them are`,
      cause:
        "something holds on to each task or its job: with a million tasks, the memory fills up.",
    });
  },
);
