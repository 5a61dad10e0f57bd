import {
  checkModel,
  type Happened,
  type Model,
  type Script,
  script,
  type Thread,
} from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
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
const LOOKS = [
  "end-comes-before-the-items",
  "full-hides-the-end",
  "second-close-fails",
];

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
  wakesAll(story, models.consumers, "pop() of an empty queue");
});

/** The threads that sleep when the queue is closed. */
const SLEEPERS = [1, 2, 3];

/** Fails the test if close() wakes so many and no more. */
function wakesAll(story: Story, model: Model, call: string): void {
  const [closer, waits] = model.threads as [Thread, Thread];
  story.did("T0 calls close(), and nobody sleeps");
  const alone = script(story, { ...model, threads: [closer] }, queueCause);
  alone.run(0).toEnd(asleep);
  const threads = [closer, waits, waits, waits];
  const s = script(story, { ...model, threads }, queueCause);
  story.did(`T1, T2 and T3 call ${call}, and T0 close()`);
  for (const thread of SLEEPERS) s.run(thread).untilBlocked();
  s.run(0).toEnd(asleep);
  // Whoever is woken may wake the next.
  const onlySome = means("close-wakes-one");
  for (const thread of SLEEPERS) s.run(thread).toEnd(onlySome);
  const { slept } = new QueueHistory(s.trace().events);
  const word = slept.get(1)?.word;
  const toldBy = (one: Script) =>
    new QueueHistory(one.trace().events).notified
      .filter((told) => told.closed && told.word === word);
  const told = toldBy(s);
  const most = told.reduce((sum, one) => sum + one.most, 0);
  if (most === 0 || most >= 100) return;
  // Who notifies until nobody is left does it more often if some are there.
  if (told.length > toldBy(alone).length) return;
  s.fail(
    "close() wakes all that sleep, however many they are",
    `It wakes ${most} that sleep on ${word}, at most.`,
    onlySome,
  );
}

lessonTest(
  "7.3.3 BoundedQueue.close() wakes every producer, with an error",
  (story) => {
    checkModel(story, models.producers, {
      expected: "all that sleep in push() wake and get a QueueClosedError",
      cause: queueCause,
    });
    wakesAll(story, models.producers, "push() to a full queue");
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
  },
);

lessonTest(
  "7.3.3 BoundedQueue.tryPush() throws if the queue is closed, also if it is full",
  (story) => {
    checkModel(story, closed.closedWhenFull, {
      expected: "tryPush() to a closed queue throws, also if it is full",
      cause: decidedByALook,
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
    const s = script(story, models.closedWithBothAsleep, queueCause);
    story.did(
      "T1 and T2 call push() to a full queue, T0 takes the item, T3 calls pop() before whoever T0 wakes has run, and T0 close()",
    );
    for (const thread of [1, 2]) s.run(thread).untilBlocked();
    s.run(0).until("took the item", asleep);
    s.run(3).untilBlocked();
    s.run(0).toEnd(asleep);
    for (const thread of SLEEPERS) s.run(thread).toEnd(forgotten);
  },
);

/** Why a thread sleeps that slept when others did on the other condition. */
function forgotten(happened: Happened): Meaning {
  const cause = asleep(happened);
  return cause.misconception === "close-wakes-one-side"
    ? means("close-wakes-at-the-edge-only")
    : cause;
}

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
