import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import * as models from "./models/limits.ts";
import { sharedQueue } from "./threads/queue.ts";

const DEADLOCK =
  "tryPush() or tryPop() waits without a time limit, or does not wake who sleeps in pop() or push().";

lessonTest(
  "7.3.2 BoundedQueue.tryPush() and tryPop() keep to the exact capacity",
  (story) => {
    checkModel(story, models.capacity, {
      expected:
        "a queue for two takes two items and no third, and neither tryPush() nor tryPop() waits",
      cause: {
        assertion:
          "the capacity is off by one, or `size` or one of the results is wrong.",
        deadlock: DEADLOCK,
      },
    });
  },
);

lessonTest(
  "7.3.2 BoundedQueue.tryPop() gives up when its time is over",
  (story) => {
    checkModel(story, models.runsOut, {
      expected: "a wait with a time limit ends, also if nothing happens",
      cause: { deadlock: DEADLOCK },
    });
    checkModel(story, models.timedPop, {
      expected: "tryPop() returns an item, or leaves it in the queue",
      cause: {
        assertion:
          "tryPop() takes an item and does not return it, or returns without a look at the queue when its time is over.",
        deadlock: DEADLOCK,
      },
    });
  },
);

lessonTest(
  "7.3.2 BoundedQueue.tryPush() gives up when its time is over",
  (story) => {
    checkModel(story, models.timedPush, {
      expected: "tryPush() appends its item and returns true, or does neither",
      cause: {
        assertion:
          "tryPush() appends an item and returns false, or returns true without it.",
        deadlock: DEADLOCK,
      },
    });
  },
);

lessonTest(
  "7.3.2 BoundedQueue.tryPush() takes the room that comes in time",
  (story) => {
    const s = script(story, models.patient);
    s.run(0).untilBlocked("The queue is full: tryPush(2, 100) must sleep.");
    s.run(1).toEnd("There is an item: tryPop() must take it.");
    s.isNotBlocked(0, "There is room: whoever sleeps in tryPush() must wake.");
    s.run(0).toEnd();
    story.equal(s.logs(0), [true], {
      what: "what tryPush() has returned",
      cause: "tryPush() returns false although there was room in time.",
    });
  },
);

lessonTest("7.3.2 BoundedQueue.size is read under the mutex", (story) => {
  checkModel(story, models.sizeRace, {
    expected: "one thread may ask for the size while another one pushes",
    cause: { race: "`size` reads the word without locking the mutex." },
  });
});

lessonTest(
  "7.3.2 BoundedQueue.tryPop() and tryPush() wait as long as they are told",
  async (story: Story) => {
    const { shared, job } = sharedQueue(1);
    const [took] = await runThreads(story, shared, [job("waitInVain", 30)], {
      expected: "tryPop(30) of an empty queue returns after 30 ms",
      cause: DEADLOCK,
    });
    const calls = [
      "tryPop(30) of an empty queue",
      "tryPush(2, 30) to a full one",
    ];
    for (const [i, call] of calls.entries()) {
      const ms = (took as number[])[i] ?? 0;
      story.holds(ms >= 30, {
        expected: `${call} returns after at least 30 ms`,
        got: `it returned after ${ms} ms`,
        cause:
          "the time limit is not handed on to the condition's waitFor(), or is taken for seconds.",
      });
    }
  },
);

lessonTest(
  "7.3.2 BoundedQueue.tryPush() wakes who sleeps in pop()",
  (story) => {
    checkModel(story, models.wakesPop, {
      expected: "tryPush() wakes a consumer as push() does",
      cause: { deadlock: "tryPush() does not notify who sleeps in pop()." },
    });
    checkModel(story, models.wakesPush, {
      expected: "tryPop() wakes a producer as pop() does",
      cause: { deadlock: "tryPop() does not notify who sleeps in push()." },
    });
    const s = script(story, models.timedPop);
    s.run(0).untilBlocked("The queue is empty: tryPop(100) must sleep.");
    s.run(1).toEnd();
    s.isNotBlocked(
      0,
      "There is an item: whoever sleeps in tryPop() must wake.",
    );
    s.run(0).toEnd();
    story.equal(s.logs(0), [1], {
      what: "what tryPop() has returned",
      cause: "tryPop() returns undefined although an item came in time.",
    });
  },
);
