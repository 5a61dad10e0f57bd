import { Semaphore } from "../../lessons/7.4-locks/semaphore.ts";
import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import { because } from "./because.ts";
import * as models from "./models/semaphore.ts";
import * as stocks from "./models/semaphore_stock.ts";
import * as attempts from "./models/semaphore_try.ts";
import { equalInScript } from "./in_script.ts";
import { givesUp, waitOn } from "./patience.ts";
import {
  whyGaveUp,
  whyMissedByAnother,
  whyNotWoken,
  whySemaphore,
} from "./reasons/semaphore.ts";
import { refusal } from "./refusal.ts";

const EXPECTED =
  "no more permits are out than there are, and every thread gets what it asked for in the end";
const cause = because(whySemaphore);

lessonTest(
  "7.4.5 Semaphore.acquire() with one permit lets one thread in at a time",
  (story) => {
    checkModel(story, models.onePermit, { expected: EXPECTED, cause });
  },
);

lessonTest(
  "7.4.5 Semaphore.acquire() lets as many threads in as there are permits",
  (story) => {
    checkModel(story, models.twoPermits, {
      expected: `${EXPECTED}, and no byte outside the semaphore changes`,
      cause,
    });
    checkModel(story, models.bothWantBoth, { expected: EXPECTED, cause });
    const s = script(story, models.oneByOne, cause);
    s.run(2, "both permits are free, and acquire(1) takes one").toEnd();
    s.run(1, "both permits are free, and acquire(2) takes them").toEnd();
  },
);

lessonTest(
  "7.4.5 Semaphore.release() strands no thread when sizes are mixed",
  (story) => {
    const s = script(story, models.oneByOne, cause);
    s.run(0).until("holds both permits");
    s.run(1, "no permit is free, and acquire(2) waits").untilBlocked();
    s.run(2, "no permit is free, and acquire(1) waits").untilBlocked();
    s.run(0).until("gave one back");
    if (s.status(1).state === "runnable") {
      s.run(1, "one permit is free, and acquire(2) waits").untilBlocked();
    }
    s.run(
      2,
      "one permit is free, and acquire(1) takes it, whoever waits for more",
    ).toEnd(because(whyNotWoken));
    checkModel(story, models.mixedSizes, {
      expected:
        `T0 and T1 want one permit each, and T2 wants both: ${EXPECTED}`,
      cause,
    });
  },
);

lessonTest(
  "7.4.5 Semaphore.release() of two permits wakes two threads",
  (story) => {
    checkModel(story, models.releaseOfTwo, {
      expected: EXPECTED,
      cause,
    });
  },
);

lessonTest(
  "7.4.5 Semaphore.acquire() bears wake-ups for nothing",
  (story) => {
    checkModel(story, models.spurious, {
      expected: `${EXPECTED}, also if Atomics.wait() returns without a notify`,
      cause,
    });
  },
);

lessonTest(
  "7.4.5 Semaphore.acquire() waits however often another thread is faster",
  (story) => {
    const s = script(story, models.greedy, because(givesUp, whySemaphore));
    for (const thread of [0, 1, 2]) s.run(thread).untilBlocked();
    waitOn(s, [1, 2], stocks.DATA);
  },
);

lessonTest(
  "7.4.5 Semaphore.release() notifies no more than before when nobody waits any more",
  (story) => {
    const before = script(story, models.passedOn, cause);
    before.run(2).toEnd();
    for (let steps = 1, done = steps; done === steps; steps++) {
      const s = script(story, models.passedOn, cause);
      s.run(0).until("holds the permit");
      done = s.run(1).steps(steps);
      for (const thread of [0, 1, 0, 1]) {
        if (s.status(thread).state === "runnable") s.run(thread).steps(100);
      }
      // One that nobody woke is still counted, and told of by the models above.
      if (s.status(1).state === "asleep") continue;
      s.mark();
      s.run(2, "the permit is free").toEnd();
      equalInScript(s, s.cost(2).notify, before.cost(2).notify, {
        what:
          "how often acquire() and release() call Atomics.notify(), as before anybody waited",
        cause: because(() => "stays-counted-as-waiting"),
      });
    }
  },
);

lessonTest("7.4.5 Semaphore keeps the number of its permits", (story) => {
  checkModel(story, attempts.kept, {
    expected:
      "what was taken and given back is free again, no more and no less",
    cause,
  });
});

lessonTest(
  "7.4.5 Semaphore.tryAcquire() fails only if permits lack",
  (story) => {
    checkModel(story, attempts.attempts, {
      expected:
        "two threads that try for one of two permits each get it, at the same time too",
      cause: because(whyGaveUp),
    });
    checkModel(story, attempts.inVain, {
      expected:
        "who tries for the permit that is free gets it, also while another tries for two in vain",
      cause: because(whyMissedByAnother, whyGaveUp),
    });
    checkModel(story, attempts.besideAWaiter, {
      expected:
        "who tries for the permit that is free gets it, also while another waits for two",
      cause: because(whyGaveUp),
    });
  },
);

lessonTest(
  "7.4.5 Semaphore.initialize() refuses numbers that make no sense",
  (story: Story) => {
    const shared = new SharedArrayBuffer(Semaphore.BYTE_LENGTH);
    for (
      const [permits, max] of [
        [0, 0],
        [-1, 1],
        [2, 1],
        [0.5, 1],
        [1, 1.5],
        [
          NaN,
          1,
        ],
        [1, NaN],
        [1, 2 ** 31],
      ] as const
    ) {
      story.holds(
        refusal(() => Semaphore.initialize(shared, 0, permits, max)),
        {
          expected:
            `Semaphore.initialize() with ${permits} of ${max} permits is an error`,
          got: "it returned",
        },
      );
    }
    checkModel(story, attempts.emptyStock, {
      expected: "a semaphore can start with none of its permits free",
    });
  },
);

lessonTest(
  "7.4.5 Semaphore keeps two of three real threads in",
  async (story: Story) => {
    const shared = new SharedArrayBuffer(stocks.BYTES);
    stocks.stock(2)(shared);
    const module = import.meta.resolve("./threads/semaphore.ts");
    const inside = await runThreads(
      story,
      shared,
      [1, 1, 2].map((count) => ({ module, run: "use", data: count })),
      {
        expected: "threads that take 1, 1 and 2 of two permits come to an end",
      },
    );
    story.holds(Math.max(...inside.map(Number)) <= 2, {
      expected: "no more than 2 permits are out at any time",
      got: `${Math.max(...inside.map(Number))} were`,
    });
  },
  { smoke: true },
);
