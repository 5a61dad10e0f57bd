import { checkModel, type Script, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import * as models from "./models/queue.ts";
import { sharedQueue } from "./threads/queue.ts";

const CAUSE = {
  assertion:
    "an item was lost, doubled or invented. Look for room or for an item again after each sleep, as another thread may have been faster, and keep to the mutex while you read and write.",
  deadlock:
    "a thread sleeps although it could go on, or holds the mutex while it sleeps. Sleep in `wait()` of the condition only, which unlocks; wake a consumer after each push and a producer after each pop.",
  race: "the words of the queue are read or written without the mutex.",
  spinning:
    "a thread asks again and again whether the queue has changed. Sleep in `wait()` of the condition until it has.",
  invariant: "the queue writes outside of its own bytes.",
} as const;

lessonTest(
  "7.3.1 BoundedQueue gives items out in the order in which they came in",
  (story) => {
    const expected = "what is pushed first is popped first, and unchanged";
    const cause = {
      ...CAUSE,
      assertion:
        "the items' places are wrong. The first one is at the head; the next free place is `size` places behind it, and behind the ring's last place comes its first.",
    };
    checkModel(story, models.alone, { expected, cause });
    checkModel(story, models.order, { expected, cause });
  },
);

/** Fails the test if thread 0 sleeps with a time limit, to look again then. */
function sleepsUntilWoken(story: Story, script: Script, call: string): void {
  const status = script.status(0);
  story.holds(!(status.state === "asleep" && status.timed), {
    expected: `${call} sleeps until somebody wakes it, however long that takes`,
    got: "it sleeps with a time limit, to look by itself when that is over",
    cause:
      "a thread that wakes again and again to look costs time and comes late. Sleep in `wait()`, without a time limit.",
  });
}

lessonTest(
  "7.3.1 BoundedQueue.pop() sleeps while the queue is empty",
  (story) => {
    const s = script(story, models.empty);
    s.run(0).untilBlocked(
      "The queue is empty: pop() must sleep until there is an item.",
    );
    sleepsUntilWoken(story, s, "pop()");
    s.run(1).toEnd(
      "There is room: push() must not wait, and the consumer that sleeps must not hold the mutex.",
    );
    s.isNotBlocked(0, "There is an item: push() must wake a consumer.");
    s.run(0).toEnd("There is an item: pop() must return it.");
    story.equal(s.logs(0), [1], {
      what: "what pop() has returned",
      cause: CAUSE.assertion,
    });
  },
);

lessonTest(
  "7.3.1 BoundedQueue.push() sleeps while the queue is full",
  (story) => {
    const s = script(story, models.full);
    s.run(0).untilBlocked(
      "The queue has room for one item, and it is there: a second push() must sleep.",
    );
    sleepsUntilWoken(story, s, "push()");
    s.run(1).untilBlocked(
      "The queue held one item and its mutex must be free while a producer sleeps: the first pop() returns and the second one sleeps.",
    );
    s.isNotBlocked(0, "There is room: pop() must wake a producer.");
    s.run(0).toEnd("There is room: push() must return.");
    s.run(1).toEnd("There is an item: pop() must return it.");
  },
);

lessonTest(
  "7.3.1 BoundedQueue hands items over in every order of two threads",
  (story) => {
    const expected = "each item that is pushed is popped once";
    checkModel(story, models.handOver, { expected, cause: CAUSE });
    checkModel(story, models.spurious, {
      expected: `${expected}, also if a thread wakes without a reason`,
      cause: CAUSE,
    });
  },
);

lessonTest(
  "7.3.1 BoundedQueue serves two producers and two consumers",
  (story) => {
    const expected =
      "each item that is pushed is popped once, by either consumer";
    const cause = {
      ...CAUSE,
      deadlock:
        "a thread sleeps although it could go on. Each push must wake a consumer and each pop a producer, also if the queue was not empty or full before: more than one may sleep.",
    };
    checkModel(story, models.twoAsleep, { expected, cause });
    checkModel(story, models.twoFull, { expected, cause });
    checkModel(story, models.twoAndTwo, { expected, cause });
  },
);

lessonTest(
  "7.3.1 BoundedQueue carries a thousand items between four real threads",
  async (story) => {
    const { shared, job } = sharedQueue(3);
    const logs = await runThreads(story, shared, [
      job("produce", { first: 0, count: 500 }),
      job("produce", { first: 500, count: 500 }),
      job("consume", 500),
      job("consume", 500),
    ], {
      expected:
        "two threads push 500 items each, two pop 500 each, and all end",
      cause: CAUSE.deadlock,
    });
    const popped = (logs as number[][]).slice(2);
    story.equal(
      popped.flat().toSorted((a, b) => a - b),
      Array.from({ length: 1000 }, (_, i) => i),
      { what: "what was popped, sorted", cause: CAUSE.assertion },
    );
    for (const items of popped) {
      for (
        const half of [
          items.filter((i) => i < 500),
          items.filter((i) => i >= 500),
        ]
      ) {
        story.equal(half, half.toSorted((a, b) => a - b), {
          what: "what one consumer got from one producer",
          cause: "the queue does not keep the order of the items.",
        });
      }
    }
  },
  { smoke: true },
);
