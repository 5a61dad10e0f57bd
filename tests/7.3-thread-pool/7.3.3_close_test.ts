import {
  checkModel,
  type Happened,
  type Script,
  script,
} from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Meaning } from "../harness/story/verdict.ts";
import { means } from "./misconceptions.ts";
import * as models from "./models/close.ts";
import * as closed from "./models/closed_queue.ts";
import { asleep, queueCause } from "./models/queue_cause.ts";
import { QueueHistory } from "./models/queue_history.ts";

/** Whether the one thread waits for others, and not for its own mutex. */
function waitsInClose({ events }: Happened): boolean {
  const { now, asleep } = new QueueHistory(events);
  return !now.closed && asleep.get(0)?.word !== "mutex";
}

lessonTest(
  "7.3.3 BoundedQueue.close() lets consumers drain the queue, then end",
  (story) => {
    checkModel(story, closed.drains, {
      expected:
        "what is in a closed queue can be popped, and nothing can be pushed",
      cause: (happened) =>
        happened.kind === "deadlock" && waitsInClose(happened)
          ? means("close-waits")
          : decidedByALook(happened),
    });
  },
);

/** A cause with the line that has looked at the ring last, if it decided. */
function decidedByALook(happened: Happened): Meaning | undefined {
  const cause = queueCause(happened);
  const { misconception = "" } = cause ?? {};
  if (!LOOKS.includes(misconception)) return cause;
  // Behind it there is only the unlocking, where `using` ends the block.
  const look = happened.events.findLast(({ kind }) => kind === "read");
  return { ...cause, site: look?.where?.calls };
}

/** What is wrong about what is done after a look. */
const LOOKS = ["end-comes-before-the-items", "second-close-fails"];

lessonTest("7.3.3 BoundedQueue.close() can be called again", (story) => {
  checkModel(story, closed.closedTwice, {
    expected: "a second close() does nothing",
    cause: decidedByALook,
  });
  checkModel(story, closed.twoClosers, {
    expected: "two threads may close a queue at the same time",
    cause: decidedByALook,
  });
});

lessonTest("7.3.3 BoundedQueue.close() wakes every consumer", (story) => {
  checkModel(story, models.consumers, {
    expected: "all that sleep in pop() wake and get the end of the queue",
    cause: queueCause,
  });
  const s = script(story, models.consumers, queueCause);
  story.did("T1 and T2 call pop() of an empty queue, and T0 close()");
  wakesAll(s);
  s.isNotBlocked(1, asleep);
  s.isNotBlocked(2, asleep);
});

/** Fails the test if close() wakes so many and no more. */
function wakesAll(s: Script): void {
  s.run(1).untilBlocked();
  s.run(2).untilBlocked();
  s.run(0).toEnd(asleep);
  const { notified } = new QueueHistory(s.trace().events);
  const some = notified.find(({ closed, most }) => closed && most < 100);
  if (some === undefined) return;
  s.fail(
    "close() wakes all that sleep, however many they are",
    `It wakes ${some.most} that sleep on ${some.word}, at most.`,
    means("close-wakes-one"),
  );
}

lessonTest(
  "7.3.3 BoundedQueue.close() wakes every producer, with an error",
  (story) => {
    checkModel(story, models.producers, {
      expected: "all that sleep in push() wake and get a QueueClosedError",
      cause: queueCause,
    });
    story.did("T1 and T2 call push() to a full queue, and T0 close()");
    wakesAll(script(story, models.producers, queueCause));
  },
);

lessonTest(
  "7.3.3 BoundedQueue.close() ends waits with a time limit",
  (story) => {
    checkModel(story, models.timed, {
      expected: "a thread that sleeps in tryPop() with a time limit wakes",
      cause: queueCause,
    });
    checkModel(story, models.timedPush, {
      expected:
        "tryPush() with a time limit to a full queue that is closed wakes, and throws",
      cause: queueCause,
    });
    checkModel(story, closed.closedWhenFull, {
      expected: "tryPush() to a closed queue throws, also if it is full",
      cause: queueCause,
    });
  },
);

lessonTest(
  "7.3.3 BoundedQueue.close() wakes all that sleep, also beside an item or a place",
  (story) => {
    for (const model of [models.closedWithAnItem, models.closedWithAPlace]) {
      checkModel(story, model, {
        expected:
          "nobody sleeps when the queue is closed, though another thread was woken just before",
        cause: queueCause,
      });
    }
  },
);

lessonTest("7.3.3 BoundedQueue.close() loses no item in a race", (story) => {
  checkModel(story, models.all, {
    expected:
      "push() appends its item or throws, whenever the queue is closed, and an item that was appended can be popped",
    cause: queueCause,
  });
});

lessonTest(
  "7.3.3 BoundedQueue.push() refuses its item if the queue was closed meanwhile",
  (story) => {
    for (const model of models.closedWhilePushing) {
      checkModel(story, model, {
        expected:
          "a push that does not throw was in time: whoever empties the queue gets its item",
        cause: queueCause,
      });
    }
  },
);
