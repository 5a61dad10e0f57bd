import { delay } from "@std/async";
import { PoolFullError } from "../../lessons/7.3-thread-pool/given/pool.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { means } from "./misconceptions.ts";
import { countsOf, Threadless, thrownBy } from "./pool/table.ts";
import { type Outcome, rejectionOf } from "./pool/with_pool.ts";

// Without threads, so that one thing happens at a time.

/** How many tasks a table takes until it says that it has no room. */
function placesIn(pool: Threadless): number {
  let places = 0;
  for (; pool.table.hasRoom && places < 9; places++) pool.enqueue(places);
  return places;
}

lessonTest(
  '7.3.6 onFull: "reject" is counted and tells why',
  async (story: Story) => {
    const pool = new Threadless({ threads: 1, queue: 2, onFull: "reject" });
    const jobs: { outcome: Outcome }[] = [];
    const thrown = thrownBy(() => {
      for (const task of [1, 2, 3, 4, 5]) jobs.push(pool.submit(task));
    });
    if (thrown !== undefined && !(thrown instanceof PoolFullError)) {
      throw thrown;
    }
    await delay(0);
    story.did(
      'five tasks came to a pool of one thread, with a queue for two and onFull: "reject"',
    );
    story.holds(thrown === undefined, {
      expected: "the promise of task 4 rejects, and nothing is thrown",
      got: `it was thrown: ${thrown?.message}`,
      ...means("throws-instead-of-rejecting"),
    });
    const refused = jobs.flatMap((job, i) => rejectionOf(job) ? [i + 1] : []);
    const outside = pool.admission.waiting.length;
    const areLast = refused.length === 6 - (refused[0] ?? 6);
    story.holds(`${refused}` === "4,5", {
      expected: "tasks 4 and 5 are refused at once, and the others accepted",
      got: `refused: ${
        refused.join(", ") || "none"
      }; accepted: ${pool.table.jobs.length}, outside: ${outside}`,
      ...means(
        outside > 0
          ? "waits-instead-of-refusing"
          : `${refused}` === "5"
          ? "accepts-one-too-many"
          : areLast && refused.includes(3)
          ? "refuses-though-there-is-room"
          : refused.length > 0 && !refused.includes(5)
          ? "evicts-another"
          : undefined,
      ),
      // A table of its own tells whether it is there that one is miscounted.
      method: outside > 0 || !areLast
        ? undefined
        : placesIn(new Threadless({ threads: 1, queue: 2 })) === 3
        ? "Admission.overflow()"
        : "TaskTable.hasRoom()",
    });
    story.holds(outside === 0, {
      expected: "nothing is left of those that were refused",
      got: `${outside} of them wait outside, and will run`,
      ...means("refused-tasks-wait-as-well"),
    });
    const message = rejectionOf(jobs[3] ?? { outcome: "pending" });
    story.equal(message, new PoolFullError(1, 2).message, {
      what: "the message with which task 4 was refused",
      ...means(
        message === new PoolFullError(2, 1).message
          ? "mixes-up-threads-and-places"
          : undefined,
      ),
    });
    const { rejected, cancelled, failed } = pool.tally.counts;
    story.holds(rejected === 2 && cancelled === 0 && failed === 0, {
      expected: "tasks that count as rejected: 2, as cancelled: 0",
      got: countsOf(pool),
      ...means(
        cancelled > 0 || failed > 0
          ? "refused-counts-as-another"
          : rejected === 0
          ? "refused-is-not-counted"
          : undefined,
      ),
    });
  },
);

lessonTest(
  "7.3.6 as many tasks are admitted as there is room for",
  async (story: Story) => {
    const pool = new Threadless({ threads: 2, queue: 1 });
    const jobs = Array.from({ length: 9 }, (_, task) => pool.submit(task));
    await delay(0);
    story.did(
      "nine tasks came to a pool with room for three (two threads, and one place in the queue)",
    );
    const state = () =>
      `accepted: ${pool.table.jobs.length}, outside: ${pool.admission.waiting.length}`;
    const refused = jobs.filter(rejectionOf).length;
    story.holds(pool.admission.waiting.length === 6, {
      expected: "accepted: 3, outside: 6, and none has rejected",
      got: `${state()}, and ${refused || "none"} of them ${
        refused > 1 ? "have" : "has"
      } rejected`,
      ...means(
        pool.admission.waiting.length === 0 && pool.table.jobs.length === 3
          ? pool.tally.counts.rejected > 0
            ? "refuses-instead-of-waiting"
            : undefined
          : pool.table.jobs.length === 3 && pool.admission.waiting.length < 6
          ? "limits-those-who-wait"
          : undefined,
      ),
    });
    story.equal(pool.tally.counts.rejected, 0, {
      what: "how many count as rejected",
      ...means("waiting-counts-as-rejected"),
    });
    const begun: unknown[] = [];
    const slots: number[] = [];
    const begin = () => {
      for (let slot; (slot = pool.begin()) !== undefined;) {
        slots.push(slot);
        begun.push(pool.table.memory.slots.read(slot));
      }
    };
    const rounds = [[0, 6], [0, 6], [2, 4], [1, 3], [3, 0]] as const;
    for (const [round, [free, waiting]] of rounds.entries()) {
      if (round === 1 || free === 3) begin();
      for (const slot of slots.splice(0, free)) {
        pool.finish(slot, { value: "done" });
      }
      pool.table.collect();
      const error = thrownBy(() => pool.admission.refill());
      story.did(
        round === 0
          ? "while those three were in the queue, refill() was called"
          : round === 1
          ? "threads took all three out of the queue, and refill() was called while they ran"
          : `${free} of those that ran ended, and refill() was called`,
      );
      const accepted = pool.table.jobs.length;
      const left = pool.admission.waiting.length;
      if (accepted === 3 && left === waiting && error === undefined) continue;
      if (error !== undefined && accepted <= 3) throw error;
      story.fail({
        expected: `accepted: 3, outside: ${waiting}`,
        got: error === undefined
          ? state()
          : `${state()}, and refill() threw: ${error.message}`,
        ...means(
          accepted > 3
            ? round === 1 ? "room-in-the-queue-alone" : "admits-without-room"
            : left < waiting && accepted === 3
            ? "takes-out-and-does-not-accept"
            : accepted === 3 && left > waiting
            ? "accepted-and-still-in-line"
            : left === waiting + free
            ? "never-admits"
            : left === waiting + free - 1
            ? accepted === 4 - free
              ? "admits-one-at-a-time"
              : "takes-out-and-does-not-accept"
            : left > waiting
            ? "admits-some-of-them"
            : undefined,
        ),
      });
    }
    begin();
    const admitted = begun.slice(3);
    story.equal(admitted, [3, 4, 5, 6, 7, 8], {
      what: "the tasks that were admitted, in the order in which they came",
      ...means(
        admitted[0] === 8
          ? "admits-the-newest"
          : admitted[0] === 3
          ? undefined
          : "loses-its-place-in-line",
      ),
    });
  },
);
