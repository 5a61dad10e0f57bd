import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import * as models from "./models/close.ts";

const DEADLOCK =
  "close() does not wake everyone. Wake all consumers and all producers, and have each look whether the queue is closed when it wakes.";

lessonTest(
  "7.3.3 BoundedQueue.close() lets consumers drain the queue, then end",
  (story) => {
    checkModel(story, models.drains, {
      expected:
        "what is in a closed queue can be popped, and nothing can be pushed",
      cause: {
        deadlock: "pop() or tryPop() of a closed and empty queue waits.",
        assertion:
          "close() throws away what is in the queue, or lets something in, or tells pop() the end too early.",
        exception:
          "calling close() again must do nothing, and a push to a closed queue must throw a QueueClosedError.",
      },
    });
  },
);

lessonTest("7.3.3 BoundedQueue.close() wakes every consumer", (story) => {
  checkModel(story, models.consumers, {
    expected: "all that sleep in pop() wake and get the end of the queue",
    cause: { deadlock: DEADLOCK },
  });
  const s = script(story, models.consumers);
  s.run(0).untilBlocked("The queue is empty.");
  s.run(1).untilBlocked("The queue is empty.");
  s.run(2).toEnd();
  s.isNotBlocked(0, "The queue is closed: everyone must wake.");
  s.isNotBlocked(1, "The queue is closed: everyone must wake.");
});

lessonTest(
  "7.3.3 BoundedQueue.close() wakes every producer, with an error",
  (story) => {
    checkModel(story, models.producers, {
      expected: "all that sleep in push() wake and get a QueueClosedError",
      cause: {
        deadlock: DEADLOCK,
        assertion:
          "push() appends its item although the queue was closed while it slept.",
      },
    });
  },
);

lessonTest("7.3.3 BoundedQueue.close() loses no item in a race", (story) => {
  checkModel(story, models.all, {
    expected:
      "push() appends its item or throws, whenever the queue is closed, and an item that was appended can be popped",
    cause: {
      deadlock: DEADLOCK,
      race: "close() writes to the queue without the mutex.",
      assertion:
        "push() says that it has appended its item, and it is lost, or the other way round.",
    },
  });
});

lessonTest(
  "7.3.3 BoundedQueue.push() refuses its item if the queue was closed meanwhile",
  (story) => {
    for (const model of models.closedWhilePushing) {
      checkModel(story, model, {
        expected:
          "a push that does not throw was in time: who empties the queue gets its item",
        cause: {
          deadlock: DEADLOCK,
          assertion:
            "push() or tryPush() looks whether the queue is closed before it sleeps and not when it wakes: its item goes into a closed queue, where nobody looks any more.",
        },
      });
    }
  },
);

lessonTest(
  "7.3.3 BoundedQueue.close() ends waits with a time limit",
  (story) => {
    checkModel(story, models.timed, {
      expected: "who sleeps in tryPop() with a time limit wakes",
      cause: { deadlock: DEADLOCK },
    });
    checkModel(story, models.timedPush, {
      expected: "who sleeps in tryPush() with a time limit wakes",
      cause: { deadlock: DEADLOCK },
    });
  },
);
