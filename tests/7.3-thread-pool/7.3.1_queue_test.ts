import {
  checkModel,
  type Happened,
  type Script,
  script,
} from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import type { Meaning } from "../harness/story/verdict.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import { means } from "./misconceptions.ts";
import { QueueHistory } from "./models/queue_history.ts";
import * as models from "./models/push_and_pop.ts";
import {
  lastPlaces,
  losesA0,
  shiftOverwrites,
  shiftTakesInTurn,
} from "./models/ring_alone.ts";
import { asleep, queueCause } from "./models/queue_cause.ts";
import { sharedQueue } from "./threads/queue.ts";

/** Three items go round, and then -1, 0 and 1: who sleeps then misses 0. */
function asleepAt0(happened: Happened): Meaning | undefined {
  if (happened.kind !== "deadlock") return undefined;
  const { pushed, popped } = new QueueHistory(happened.events);
  return pushed === 6 && popped > 3
    ? means("takes-0-for-nothing")
    : pushed === 5 && popped === 5
    ? means("pushes-0-nowhere")
    : undefined;
}

const alone = (story: Story) => (happened: Happened): Meaning | undefined => {
  const cause = asleepAt0(happened) ?? queueCause(happened);
  if (cause?.misconception === "ring-wraps-elsewhere") {
    if (shiftOverwrites()) return means("shift-overwrites-an-item");
    // The schedule's last steps, which are all that is shown, come after that.
    const places = lastPlaces(happened.events);
    if (places) story.did(places);
    if (!shiftTakesInTurn()) {
      return { ...cause, method: ["Ring.append()", "Ring.shift()"] };
    }
  }
  if (cause?.misconception === "head-leaves-the-ring") {
    const { strayed } = new QueueHistory(happened.events);
    story.did(
      `head ← ${strayed?.value} was written; the ring's places are item 0 to item 2, and pop() gave undefined then`,
    );
  }
  if (!/^(takes|pushes)-0/.test(cause?.misconception ?? "")) return cause;
  const method = losesA0();
  const isTaken = cause?.misconception === "takes-0-for-nothing";
  return method !== undefined ? { ...cause, method } : {
    ...cause,
    // The last that was done: who threw the item away did it there, or calls it.
    site: isTaken
      ? happened.events.findLast(({ where }) => where)?.where?.calls
      : undefined,
  };
};

lessonTest(
  "7.3.1 BoundedQueue gives items out in the order in which they came in",
  (story) => {
    checkModel(story, models.alone, {
      expected: "what is pushed first is popped first, and unchanged",
      cause: alone(story),
    });
  },
);

/** More often than anybody's patience would last. */
const ROUNDS = 24;

/** Why a thread goes on that should sleep. */
function goesOn({ events }: Happened): Meaning {
  const { overfull, slept, now, capacity } = new QueueHistory(events);
  return means(
    now.size > capacity && slept.size > 0
      ? "one-place-too-many"
      : overfull === undefined && slept.size > 0
      ? undefined
      : "never-sleeps",
  );
}

/** Fails the test if thread 0 sleeps with a time limit, to look again then. */
function sleepsUntilWoken(story: Story, script: Script, call: string): void {
  const status = script.status(0);
  story.holds(!(status.state === "asleep" && status.timed), {
    expected: `${call} sleeps until somebody wakes it, however long that takes`,
    got: "it sleeps with a time limit, to look by itself when that is over",
    ...means("looks-again-by-a-timer"),
  });
}

lessonTest(
  "7.3.1 BoundedQueue.pop() sleeps while the queue is empty",
  (story) => {
    const s = script(story, models.empty, queueCause);
    story.did("T0 calls pop() of an empty queue, and T1 push(1) later");
    s.run(0).untilBlocked(goesOn);
    sleepsUntilWoken(story, s, "pop()");
    s.run(1).toEnd(asleep);
    s.isNotBlocked(0, asleep);
    s.run(0).toEnd(asleep);
    story.equal(s.logs(0), [1], { what: "what pop() has returned" });
  },
);

lessonTest(
  "7.3.1 BoundedQueue.push() sleeps while the queue is full",
  (story: Story) => {
    const s = script(story, models.full, queueCause);
    story.did("T0 pushes 1, 2 and 3 into a queue for one; T1 pops later");
    s.run(0).untilBlocked(goesOn);
    const { now, capacity } = new QueueHistory(s.trace().events);
    story.holds(now.size <= capacity, {
      expected: "a second push() to a queue for one sleeps",
      got: `it has appended its item: ${now.size} are in the queue`,
      ...means("one-place-too-many"),
    });
    sleepsUntilWoken(story, s, "push()");
    s.run(1).untilBlocked(asleep);
    s.isNotBlocked(0, asleep);
    s.run(0).untilBlocked(asleep);
    s.run(1).untilBlocked(asleep);
    s.run(0).toEnd(asleep);
    s.run(1).toEnd(asleep);
  },
);

lessonTest(
  "7.3.1 BoundedQueue wakes for the item 0 as for any other",
  (story: Story) => {
    for (
      const [model, sleeps, call, method] of [
        [models.emptyFor0, "pop() of an empty queue", "push(0)", "put()"],
        [models.fullOf0, "push(7) to a queue full of 0", "pop()", "take()"],
      ] as const
    ) {
      const s = script(story, model, queueCause);
      story.did(`T0 calls ${sleeps}, and T1 ${call} later`);
      s.run(0).untilBlocked(goesOn);
      s.run(1).toEnd(asleep);
      s.isNotBlocked(0, {
        ...means("wakes-nobody-for-0"),
        method: `BoundedQueue.${method}`,
      });
    }
  },
);

lessonTest(
  "7.3.1 BoundedQueue wakes one thread for one item, with the mutex unlocked",
  (story: Story) => {
    for (
      const [model, word, sleeps, call] of [
        [models.oneForTwo, "not empty", "pop() of an empty queue", "push(1)"],
        [models.oneForTwoFull, "not full", "push(7) to a full queue", "pop()"],
        // What was there before, or is free, wakes nobody again.
        [
          models.twoForThree,
          "not empty",
          "pop() of an empty queue",
          "push(1) and push(2)",
        ],
        [
          models.twoForThreeFull,
          "not full",
          "push(7) to a full queue",
          "pop() twice",
        ],
      ] as const
    ) {
      const s = script(story, model, queueCause);
      const waker = model.threads.length - 1;
      const last = waker - 1;
      story.did(
        `T0${
          last === 2 ? ", T1 and T2" : " and T1"
        } call ${sleeps}, and T${waker} ${call}`,
      );
      for (let i = 0; i < waker; i++) s.run(i).untilBlocked();
      const { slept } = new QueueHistory(s.trace().events);
      // Where all sleep in one place, whatever they wait for, all must wake.
      if (slept.get(0)?.word !== word) return;
      s.run(waker).toEnd(asleep);
      const { notified } = new QueueHistory(s.trace().events);
      const told = notified.filter((one) => one.word === word);
      const many = told.find(({ most }) => most > 1) ?? told.at(-1);
      s.isBlocked(last, {
        ...means("wakes-everyone"),
        site: many?.event.where?.calls,
      });
      const other = notified.find((one) =>
        one.word !== word && one.word.startsWith("not ")
      );
      if (other !== undefined) {
        const both = notified.some((one) => one.word === word);
        s.fail(
          `T${waker} wakes one that sleeps on ${word}, and nobody else`,
          `It calls notify on ${other.word}${
            both ? ", too" : `, and not on ${word}`
          }.`,
          {
            ...means(both ? "wakes-both-sides" : "wakes-the-wrong-side"),
            site: other.event.where?.calls,
          },
        );
      }
      const locked = notified.find((one) => one.locked);
      if (locked === undefined) continue;
      s.fail(
        `T${waker} unlocks the mutex, and wakes T0 then`,
        `T${waker} calls notify on ${locked.word} with the mutex locked.`,
        {
          ...means("notifies-with-the-mutex-locked"),
          site: locked.event.where?.calls,
        },
      );
    }
  },
);

lessonTest(
  "7.3.1 BoundedQueue waits however often a thread wakes for nothing",
  (story: Story) => {
    for (
      const [model, call] of [
        [models.oneForTwo, "pop() of an empty queue"],
        [models.oneForTwoFull, "push(7) to a full queue"],
      ] as const
    ) {
      let round = 0;
      const gaveUp = () => means(round === 0 ? "looks-once" : "loses-patience");
      const s = script(
        story,
        model,
        (happened) =>
          happened.kind === "exception" && round > 0
            ? gaveUp()
            : queueCause(happened),
      );
      story.did(`T0 calls ${call}, and wakes again and again for no reason`);
      s.run(0).untilBlocked(goesOn);
      for (; round < ROUNDS; round++) {
        s.wakeSpuriously(0);
        s.run(0, "nothing has changed").untilBlocked(gaveUp());
      }
    }
  },
);

lessonTest(
  "7.3.1 BoundedQueue hands items over in every order of two threads",
  (story) => {
    const expected = "each item that is pushed is popped once, in order";
    checkModel(story, models.handOver, { expected, cause: queueCause });
    checkModel(story, models.spurious, {
      expected: `${expected}, also if a thread wakes without a reason`,
      cause: queueCause,
    });
    checkModel(story, models.order, { expected, cause: queueCause });
  },
);

lessonTest(
  "7.3.1 BoundedQueue serves two producers and two consumers",
  (story) => {
    const expected =
      "all threads come to their end, and each item is popped once";
    const { rivals, twoAsleep, twoFull, twoAndTwo } = models;
    for (const model of [rivals, twoAsleep, twoFull, twoAndTwo]) {
      checkModel(story, model, { expected, cause: queueCause });
    }
  },
);

lessonTest(
  "7.3.1 BoundedQueue carries a thousand items between four real threads",
  async (story: Story) => {
    const { shared, job } = sharedQueue(3);
    const logs = await runThreads(story, shared, [
      job("produce", { first: 0, count: 500 }),
      job("produce", { first: 500, count: 500 }),
      job("consume", 500),
      job("consume", 500),
    ], {
      expected:
        "two threads push 500 items each, two pop 500 each, and all end",
    });
    const popped = (logs as number[][]).slice(2);
    const items = new Set(popped.flat());
    story.equal(items.size, 1000, {
      what: "how many different items were popped of a thousand",
    });
    for (const items of popped) {
      for (const from of [0, 500]) {
        const half = items.filter((i) => i >= from && i < from + 500);
        const late = half.findIndex((item, i) => item < (half[i - 1] ?? -1));
        story.holds(late < 0, {
          expected: "a consumer gets one producer's items in their order",
          got: `it got ${half[late]} behind ${half[late - 1]}`,
        });
      }
    }
  },
  { smoke: true },
);
