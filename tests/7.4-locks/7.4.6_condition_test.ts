import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import { equalInScript } from "./in_script.ts";
import * as models from "./models/condition.ts";
import * as notifiers from "./models/condition_notifiers.ts";

const LOST =
  "a notification was lost: it came after the predicate was found false and before the thread slept. Read the sequence number before you unlock, sleep only while it is still the same, and move it on in notify() before you wake.";
const CAUSE = {
  deadlock: LOST,
  assertion:
    "wait() returned although the predicate is false, or without the mutex. Whoever wakes must lock and then look again.",
  invariant:
    "wait() called the predicate or returned without holding the mutex, or the condition writes outside its own bytes.",
  race: "wait() called the predicate or returned without holding the mutex.",
  spinning:
    "wait() asks again and again. Sleep in Atomics.wait() until somebody notifies.",
} as const;

lessonTest("7.4.6 Condition.wait() sleeps until it is notified", (story) => {
  const s = script(story, models.oneTaker);
  s.run(0).untilBlocked("The predicate is false: wait() must sleep.");
  const status = s.status(0);
  equalInScript(story, s, status.state === "asleep" && status.timed, false, {
    what: "whether the sleep of wait() has a time limit",
    cause:
      "wait() polls: it sleeps for a while and looks again. Whoever changes something notifies.",
  });
  s.run(1).toEnd("notify() never waits.");
  s.run(0).toEnd("The predicate is true and somebody notified.");
});

lessonTest("7.4.6 Condition.wait() misses no notification", (story) => {
  const expectation = {
    expected:
      "a thread that waits goes on once the predicate is true and somebody notified",
    cause: CAUSE,
  };
  checkModel(story, models.oneTaker, expectation);
  checkModel(story, models.notifyInside, expectation);
});

lessonTest(
  "7.4.6 Condition.notify() twice serves two waiting threads",
  (story) => {
    checkModel(story, models.twoTakers, {
      expected: "two notifications are enough for two threads",
      cause: CAUSE,
    });
  },
);

lessonTest(
  "7.4.6 Condition.notify(2) and notifyAll() serve two waiting threads",
  (story) => {
    checkModel(story, models.notifyTwo, {
      expected: "notify(2) is enough for two threads",
      cause: {
        ...CAUSE,
        deadlock: `notify() wakes fewer than 'count', or ${LOST}`,
      },
    });
    checkModel(story, models.notifyAll, {
      expected: "notifyAll() is enough for every thread that waits",
      cause: {
        ...CAUSE,
        deadlock: `notifyAll() does not wake all, or ${LOST}`,
      },
    });
  },
);

lessonTest(
  "7.4.6 Condition.wait() sleeps on when it wakes without a reason",
  (story) => {
    checkModel(story, models.spurious, {
      expected:
        "wait() returns only when the predicate is true, also if Atomics.wait() returns without a notify",
      cause: { ...CAUSE, assertion: "`if` stands where `while` must." },
    });
  },
);

lessonTest(
  "7.4.6 Condition.wait() passes on what the predicate throws, with the mutex held",
  (story) => {
    checkModel(story, models.predicateThrows, {
      expected:
        "an exception of the predicate reaches the caller, whose token holds the mutex",
      cause: CAUSE,
    });
  },
);

lessonTest(
  "7.4.6 Condition serves threads that wait for different things",
  (story) => {
    checkModel(story, notifiers.toAndFro, {
      expected: "two threads hand a turn to and fro, and both come to an end",
      cause: {
        ...CAUSE,
        deadlock:
          "what says that a notification has come is shared by all who wait: one that is about to sleep takes it back for another. A number that only grows cannot be taken back.",
      },
    });
  },
);

lessonTest(
  "7.4.6 Condition.notify() counts each of several at the same time",
  (story) => {
    checkModel(story, notifiers.manyNotifiers, {
      expected: "a thread that waits is woken, however many notify at once",
      cause: {
        ...CAUSE,
        deadlock:
          "the sequence number is moved on in two steps, and another notify() came between: it takes on a value that it had before. Atomics.add does both in one.",
      },
    });
  },
);

lessonTest(
  "7.4.6 Condition hands things from one real thread to another",
  async (story) => {
    const shared = new SharedArrayBuffer(models.BYTES);
    const module = import.meta.resolve("./threads/condition.ts");
    const times = 200;
    await runThreads(story, shared, [
      { module, run: "give", data: times },
      { module, run: "take", data: times },
    ], {
      expected: `${times} things go through a place for one, one after another`,
      cause: LOST,
    });
  },
  { smoke: true },
);
