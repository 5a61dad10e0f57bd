import { script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { because } from "./because.ts";
import * as models from "./models/condition.ts";
import { already } from "./models/condition_script.ts";
import { asleepWithoutLimit, checkWait } from "./limits.ts";
import {
  whyCondition,
  whyReturned,
  whyUnasked,
  wokeOther,
} from "./reasons/condition.ts";

const cause = because(whyCondition, whyReturned);

lessonTest("7.4.6 Condition.wait() sleeps until it is notified", (story) => {
  const s = asleepWithoutLimit(story, cause);
  s.run(1, "notify() never waits, and the mutex is free").toEnd();
  s.run(0, "the predicate is true, and somebody notified").toEnd();
});

lessonTest(
  "7.4.6 Condition.wait() does not sleep if the predicate is true already",
  (story) => {
    // Nobody notifies here: no other reason is one.
    const s = script(story, already, because(whyUnasked));
    s.run(1).toEnd();
    s.run(0, "the predicate is true, and nobody will notify again").toEnd();
  },
);

lessonTest("7.4.6 Condition loses no notification", (story) => {
  const expectation = {
    expected:
      "a thread that waits goes on once the predicate is true and somebody notified",
    cause,
  };
  checkWait(story, models.oneTaker, expectation);
  checkWait(story, models.notifyInside, expectation);
});

lessonTest(
  "7.4.6 Condition.notify() twice serves two waiting threads",
  (story) => {
    checkWait(story, models.twoTakers, {
      expected: "two notifications are enough for two threads",
      cause,
    });
  },
);

lessonTest(
  "7.4.6 Condition.notify(2) and notifyAll() serve two waiting threads",
  (story) => {
    checkWait(story, models.notifyTwo, {
      expected: "notify(2) is enough for two threads",
      cause: because(wokeOther(2), whyCondition, whyReturned),
    });
    checkWait(story, models.notifyAll, {
      expected: "notifyAll() is enough for every thread that waits",
      cause: because(wokeOther(Infinity), whyCondition, whyReturned),
    });
  },
);

lessonTest(
  "7.4.6 Condition.wait() sleeps on when it wakes without a reason",
  (story) => {
    checkWait(story, models.spurious, {
      expected:
        "wait() returns only when the predicate is true, also if Atomics.wait() returns without a notify",
      cause,
    });
  },
);

lessonTest(
  "7.4.6 Condition.wait() passes on what the predicate throws, with the mutex held",
  (story) => {
    checkWait(story, models.predicateThrows, {
      expected:
        "an exception of the predicate reaches the caller, whose token holds the mutex",
      cause: because(
        ({ logs: [log = []] }) =>
          log.at(-1) === "wait() returned" && log.at(-2) === true
            ? "swallows-the-exception"
            : undefined,
        whyCondition,
      ),
    });
  },
);
