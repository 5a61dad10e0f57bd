import { equal } from "@std/assert";
import { delay } from "@std/async";
import { collectGarbage } from "../harness/garbage.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { soon } from "../harness/story/soon.ts";
import type { Story } from "../harness/story/story.ts";
import { type Id, means } from "./misconceptions.ts";
import { Threadless, thrownBy } from "./pool/table.ts";
import {
  brief,
  isError,
  isUnwritten,
  type Outcome,
  told,
} from "./pool/with_pool.ts";

/** Checks what has become of a job's promise. */
function became(
  story: Story,
  job: { outcome: Outcome } | undefined,
  what: string,
  right: Outcome,
  mistake: (got: Outcome) => Id | undefined,
): void {
  const got = job?.outcome ?? "pending";
  const id = mistake(got);
  story.holds(Deno.inspect(got) === Deno.inspect(right), {
    expected: `${what} ${told(right)}`,
    got: `it ${told(got)}`,
    ...means(id),
    method: id === "task-is-its-own-result" ? "TaskTable.settle()" : undefined,
  });
}

const isValue = (outcome: Outcome): outcome is { value: unknown } =>
  typeof outcome === "object" && "value" in outcome;

lessonTest(
  "7.3.5 TaskTable settles and counts all that is finished",
  async (story: Story) => {
    const pool = new Threadless({ threads: 2, queue: 5 });
    const jobs = ["a", "b", "c", "d", "e", "f"].map((task) =>
      pool.enqueue(task)
    );
    const kept = pool.table.jobs.length;
    story.holds(kept === jobs.length, {
      expected: "six tasks that were put into the table are its `jobs`",
      got: `${kept} are`,
      ...means("keeps-no-job"),
    });
    const slots = jobs.map(() => pool.begin() ?? -1);
    const thrown = new RangeError("on purpose", { cause: "a reason" });
    // Not 0 for the first one, whose slot may be 0.
    for (const i of [2, 0]) pool.finish(slots[i] ?? -1, { value: 20 - 10 * i });
    pool.finish(slots[3] ?? -1, { error: thrown });
    story.did(
      'of six tasks, three ended before collect() was called: the third returned 0, the first 20, and the fourth threw RangeError "on purpose" with the cause "a reason"',
    );
    pool.table.collect();
    const atOnce = pool.table.jobs.length;
    const counted = { ...pool.tally.counts };
    await delay(0);
    const later = pool.table.jobs.length;
    story.holds(atOnce === later, {
      expected:
        "all that collect() does is done when it returns, as its callers look for room then",
      got:
        `the table had ${atOnce} jobs when it returned, and ${later} a little later`,
      ...means("settles-after-collect"),
    });
    became(
      story,
      jobs[2],
      "the third task's promise",
      { value: 0 },
      (got) =>
        equal(jobs[0]?.outcome, { value: 0 })
          ? "results-by-order"
          : equal(got, { value: "c" })
          ? "task-is-its-own-result"
          : isError(got) && isError(jobs[0]?.outcome ?? "pending") &&
              isValue(jobs[3]?.outcome ?? "pending")
          ? "results-for-errors"
          : equal(jobs[0]?.outcome, { value: 20 }) &&
              jobs[3]?.outcome !== "pending"
          ? isError(got)
            ? "falsy-results-reject"
            : got === "pending"
            ? "falsy-results-never-settle"
            : undefined
          : got === "pending" && isValue(jobs[0]?.outcome ?? "pending")
          ? "collects-one-at-a-time"
          : got === "pending" &&
              [...pool.table.memory.finished.takeAll()].length > 0
          ? "collects-nothing"
          : undefined,
    );
    became(
      story,
      jobs[0],
      "the first task's promise",
      { value: 20 },
      (got) =>
        got === "pending" && jobs[3]?.outcome === "pending"
          ? "collects-one-at-a-time"
          : isValue(got) && got.value === 0
          ? "results-by-order"
          : undefined,
    );
    const failed = jobs[3]?.outcome ?? "pending";
    story.holds(isError(failed), {
      expected: "the fourth task's promise has rejected",
      got: `it ${told(failed)}`,
      ...means(isValue(failed) ? "errors-resolve" : undefined),
    });
    const { error } = failed;
    story.holds(error instanceof RangeError, {
      expected: "it rejects with the RangeError that the task threw",
      got: `it rejected with ${
        brief(error)
      }, which is not instanceof RangeError`,
      ...means(
        error instanceof Error
          ? "makes-errors-anew"
          : typeof error === "string"
          ? "rejects-with-the-text"
          : undefined,
      ),
    });
    story.holds(error.cause === thrown.cause && error.stack === thrown.stack, {
      expected: "the error has the cause and the stack that it had in the task",
      got: `its cause is ${brief(error.cause)}, and its stack is ${
        error.stack === thrown.stack ? "the task's" : "another one"
      }`,
      ...means(
        error.stack !== thrown.stack ? "makes-errors-anew" : "drops-the-cause",
      ),
    });
    const left = [...pool.table.memory.finished.takeAll()].length;
    story.holds(left === 0, {
      expected: "what is finished was taken out of the list of the finished",
      got:
        `${left} are in it, and threads tell only of what comes into an empty list`,
      ...means("leaves-the-finished-listed"),
    });
    const { completed, failed: failures } = pool.tally.counts;
    story.holds(equal(counted, pool.tally.counts), {
      expected: "each task is counted when collect() returns",
      got:
        `completed: ${counted.completed}, failed: ${counted.failed}; and a little later, completed: ${completed}, failed: ${failures}`,
      ...means("counts-after-collect"),
    });
    story.holds(completed === 2 && failures === 1, {
      expected: "tasks that count as completed: 2, as failed: 1",
      got: `completed: ${completed}, failed: ${failures}`,
      ...means(
        completed === 0
          ? "completed-is-not-counted"
          : failures === 0 && completed === 2
          ? "failed-is-not-counted"
          : completed + failures === 3 || completed === 3 || failures === 3
          ? "counts-as-what-it-is-not"
          : undefined,
      ),
    });
    const returned = new RangeError("a result");
    pool.finish(slots[1] ?? -1, { value: returned });
    pool.finish(slots[4] ?? -1, { error: undefined });
    pool.finish(slots[5] ?? -1, { value: undefined });
    story.did(
      "then the second task returned an error, which is a result as any other, the fifth threw undefined, and the sixth returned undefined",
    );
    pool.table.collect();
    await delay(0);
    const second = jobs[1]?.outcome ?? "pending";
    story.holds(isValue(second), {
      expected: `the second task's promise ${told({ value: returned })}`,
      got: `it ${told(second)}`,
      ...means(isError(second) ? "returned-errors-reject" : undefined),
    });
    became(
      story,
      jobs[4],
      "the fifth task's promise",
      { error: undefined },
      (got) =>
        isValue(got)
          ? "only-errors-reject"
          : isError(got) && got.error instanceof Error
          ? "wraps-what-was-thrown"
          : undefined,
    );
    became(
      story,
      jobs[5],
      "the sixth task's promise",
      { value: undefined },
      (got) =>
        isValue(got) && got.value === null
          ? "undefined-becomes-null"
          : got === "pending"
          ? "falsy-results-never-settle"
          : isError(got) && got.error === undefined
          ? "falsy-results-reject"
          : undefined,
    );
  },
);

lessonTest(
  "7.3.5 TaskTable.collect() settles all at once, however many there are",
  async (story: Story) => {
    const MANY = 300;
    const pool = new Threadless({ threads: 2, queue: MANY - 2 });
    for (let task = 0; task < MANY; task++) pool.enqueue(task);
    for (let task = 0; task < MANY; task++) {
      pool.finish(pool.begin() ?? -1, { value: task });
    }
    pool.table.collect();
    const left = pool.table.jobs.length;
    const isLate = left > 0 && await soon(() => pool.table.jobs.length === 0);
    story.holds(left === 0, {
      expected:
        `of ${MANY} tasks that ended, none is left in the table when collect() returns`,
      got: `${left} are${isLate ? ", and none a little later" : ""}`,
      ...means(isLate ? "settles-after-collect" : undefined),
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
      const thrown = thrownBy(() => pool.enqueue(task));
      story.holds(thrown === undefined || isUnwritten(thrown), {
        expected:
          "a task's slot is free when it has ended and collect() has returned",
        got:
          `after ${i} tasks, of which each ended before the next one came: ${thrown?.message}`,
      });
      if (thrown !== undefined) throw thrown;
      pool.finish(pool.begin() ?? -1, i % 2 ? { value: i } : { error: i });
      pool.table.collect();
      return new WeakRef(task);
    });
    story.did(`${TASKS} tasks ran, and all garbage was collected`);
    await collectGarbage();
    const kept = tasks.filter((task) => task.deref() !== undefined).length;
    // The last ones may still be in somebody's hands.
    story.holds(kept < TASKS / 10, {
      expected: "none of the tasks that have ended is still in memory",
      got: `${kept} of them are`,
      ...means("keeps-ended-tasks"),
    });
  },
);

/** What it throws to queue and end one task after the other, if it does. */
function oneByOne(end: (pool: Threadless, slot: number) => void) {
  const pool = new Threadless({ threads: 1, queue: 1 });
  return thrownBy(() => {
    for (let i = 0; i < 10; i++) {
      pool.enqueue(i);
      end(pool, pool.takeAll()[0] ?? -1);
      pool.table.collect();
    }
  });
}

lessonTest(
  "7.3.5 TaskTable.collect() frees the slots of tasks that were taken back, too",
  (story: Story) => {
    const thrown = oneByOne((pool, slot) => {
      pool.table.takeBack(slot);
      pool.table.memory.finished.add(slot);
    });
    story.did(
      "ten tasks were queued in turn, taken back, and dropped by a thread, and collect() was called after each",
    );
    story.holds(thrown === undefined, {
      expected: "there is a free slot for each",
      got: `${thrown}`,
      ...means(
        oneByOne((pool, slot) => pool.finish(slot, { value: 1 })) === undefined
          ? "keeps-slots-without-a-job"
          : undefined,
      ),
    });
  },
);

lessonTest(
  "7.3.5 TaskTable.collect() has read a result before its slot is used again",
  async (story: Story) => {
    const pool = new Threadless({ threads: 1, queue: 1 });
    const job = pool.enqueue("a");
    pool.finish(pool.begin() ?? -1, { value: "result" });
    pool.table.collect();
    pool.enqueue("b");
    story.did("task a ended, collect() was called, and at once b came");
    await delay(0);
    became(
      story,
      job,
      "a's promise",
      { value: "result" },
      (got) =>
        isValue(got) && got.value === "b" ? "reads-a-slot-too-late" : undefined,
    );
  },
);
