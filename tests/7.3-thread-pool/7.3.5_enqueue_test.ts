import { delay } from "@std/async";
import { Tally } from "../../lessons/7.3-thread-pool/given/job.ts";
import { State } from "../../lessons/7.3-thread-pool/given/task_slots.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { means } from "./misconceptions.ts";
import { Threadless, thrownBy } from "./pool/table.ts";
import {
  brief,
  isError,
  isUnwritten,
  type Outcome,
  told,
} from "./pool/with_pool.ts";

lessonTest(
  "7.3.5 TaskTable.enqueue() has all ready when it pushes the slot's number",
  async (story: Story) => {
    const pool = new Threadless({ threads: 1, queue: 3 });
    const { slots, queue } = pool.table.memory;
    const tasks = ["first", 0, undefined, "last"];
    const seen: { slot: number; state: number; task: unknown }[] = [];
    const look = (slot: number) =>
      seen.push({ slot, state: slots.state(slot), task: slots.read(slot) });
    const { push, tryPush } = queue;
    Object.assign(queue, {
      push: (slot: number) => (look(slot), push.call(queue, slot)),
      tryPush: (slot: number) => (look(slot), tryPush.call(queue, slot)),
    });
    for (const task of tasks) pool.enqueue(task);
    story.did(
      "four tasks were put into the table: first, 0, undefined and last",
    );
    for (const { slot, state, task } of seen) {
      const isSetLater = slots.state(slot) === State.queued;
      story.holds(state === State.queued && tasks.includes(task as string), {
        expected:
          `when a slot's number comes to the queue, its state is ${State.queued} (queued) and its task is in it`,
        got: `the state was ${state}, and the slot held ${brief(task)}`,
        ...means(
          isSetLater ? "pushes-before-all-is-ready" : "state-is-never-set",
        ),
      });
    }
    const got = pool.drain();
    await delay(0);
    const late = pool.drain();
    const inOrder = tasks.toString() === got.toString();
    story.holds(got.length === tasks.length && inOrder, {
      expected:
        "a thread that empties the queue gets the tasks first, 0, undefined and last",
      got: `it gets ${brief(got)}${
        late.length > 0 ? `, and a little later ${brief(late)}` : ""
      }`,
      ...means(
        got.length < tasks.length && late.length > 0
          ? "sends-the-task-later"
          : got.length === 1 && got[0] === "first"
          ? "keeps-tasks-in-the-accepting-thread"
          : `${got}` === "first,last"
          ? "falsy-tasks-are-none"
          : got.toReversed().toString() === tasks.toString()
          ? "newest-goes-first"
          : got.length === tasks.length && new Set(got).size === 1
          ? new Set(seen.map(({ slot }) => slot)).size === tasks.length
            ? "writes-no-task"
            : "pushes-another-slot"
          : got.length > tasks.length
          ? "pushes-a-slot-twice"
          : undefined,
      ),
    });
  },
);

lessonTest(
  "7.3.5 TaskTable.enqueue() makes a slot queued whatever its last task came to",
  (story: Story) => {
    for (
      const [came, end] of [
        ["has returned", (p: Threadless, i = -1) => p.finish(i, { value: 1 })],
        ["has thrown", (p: Threadless, i = -1) => p.finish(i, { error: 1 })],
        ["was taken back", (p: Threadless, i = -1) => {
          p.table.takeBack(i);
          p.table.memory.finished.add(i);
        }],
      ] as const
    ) {
      const pool = new Threadless({ threads: 1, queue: 0 });
      const { slots } = pool.table.memory;
      pool.enqueue("first");
      const slot = pool.takeAll()[0];
      if (slot === undefined) return;
      const atFirst = slots.state(slot);
      end(pool, slot);
      pool.table.collect();
      const last = slots.state(slot);
      pool.enqueue("second");
      const next = pool.takeAll()[0];
      if (next === undefined) return;
      const got = slots.state(next);
      story.holds(got === State.queued, {
        expected:
          `a slot whose last task ${came} is in state ${State.queued} (queued) with the next one`,
        got: `its state is ${got}`,
        ...means(
          atFirst === State.queued && got === last
            ? "keeps-the-state-of-the-last-task"
            : undefined,
        ),
      });
    }
  },
);

lessonTest(
  "7.3.5 TaskTable.enqueue() rejects a task that cannot be written, and keeps nothing of it",
  async (story: Story) => {
    await rejects(story, () => {}, "is a function, which cannot be cloned");
    // structuredClone() takes it, among threads of one process.
    const shared = { bytes: new SharedArrayBuffer(4) };
    await rejects(story, shared, "holds shared memory, which write() refuses");
  },
);

async function rejects(story: Story, task: unknown, what: string) {
  const pool = new Threadless({ threads: 1, queue: 1 });
  let job: { outcome: Outcome } | undefined;
  const thrown = thrownBy(() => job = pool.enqueue(task));
  if (thrown !== undefined && isUnwritten(thrown)) throw thrown;
  story.did(`a task came that ${what}`);
  story.holds(thrown === undefined, {
    expected: "its promise rejects, and nothing is thrown",
    got: `enqueue() threw ${thrown}`,
    ...means("throws-what-cannot-be-written"),
  });
  await delay(0);
  story.holds(isError(job?.outcome ?? "pending"), {
    expected: "its promise has rejected",
    got: `it ${told(job?.outcome ?? "pending")}`,
  });
  const pushed = pool.begin();
  story.holds(pushed === undefined, {
    expected: "no slot's number is in the queue",
    got: `${pushed} is`,
    ...means("pushes-what-it-has-rejected"),
  });
  story.holds(pool.table.jobs.length === 0, {
    expected: "it is no job of the table",
    got: "it is one, and takes a place",
    ...means("rejected-task-keeps-its-place"),
  });
  story.equal(pool.tally.counts, new Tally().counts, {
    what: "what is counted for it",
    ...means("counts-what-never-came-in"),
  });
  for (const task of ["a", "b"]) pool.enqueue(task);
  const got = pool.drain();
  story.equal(got, ["a", "b"], {
    what: "what a thread gets when a and b came after it",
    ...means(`${got}` === "b,b" ? "frees-a-slot-twice" : undefined),
  });
}
