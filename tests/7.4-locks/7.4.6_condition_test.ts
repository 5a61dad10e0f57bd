import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { because } from "./because.ts";
import { equalInScript } from "./in_script.ts";
import { type Known, means } from "./misconceptions.ts";
import * as models from "./models/condition.ts";
import { inVain } from "./models/condition_script.ts";
import { whyCondition, whyReturned, wokeOther } from "./reasons/condition.ts";

const cause = because(whyCondition, whyReturned);

/** Who limits a sleep of wait(): #sleep() does if it limits waitFor()'s, too. */
function limitedBy(story: Story): Known {
  const MS = 1_000;
  const s = script(story, inVain(MS));
  s.run(0).steps(50);
  const waits = s.trace().events.filter(({ kind }) => kind === "wait");
  return Number(waits.at(-1)?.extra) === MS ? "wait-has-a-time-limit" : "polls";
}

lessonTest("7.4.6 Condition.wait() sleeps until it is notified", (story) => {
  const s = script(story, models.oneTaker, cause);
  s.run(0, "the predicate is false").untilBlocked();
  const status = s.status(0);
  const isLimited = status.state === "asleep" && status.timed;
  equalInScript(s, isLimited, false, {
    what: "whether the sleep of wait() has a time limit",
    cause: means(isLimited ? limitedBy(story) : undefined),
  });
  s.run(1, "notify() never waits, and the mutex is free").toEnd();
  s.run(0, "the predicate is true, and somebody notified").toEnd();
});

lessonTest("7.4.6 Condition loses no notification", (story) => {
  const expectation = {
    expected:
      "a thread that waits goes on once the predicate is true and somebody notified",
    cause,
  };
  checkModel(story, models.oneTaker, expectation);
  checkModel(story, models.notifyInside, expectation);
});

lessonTest(
  "7.4.6 Condition.notify() twice serves two waiting threads",
  (story) => {
    checkModel(story, models.twoTakers, {
      expected: "two notifications are enough for two threads",
      cause,
    });
  },
);

lessonTest(
  "7.4.6 Condition.notify(2) and notifyAll() serve two waiting threads",
  (story) => {
    checkModel(story, models.notifyTwo, {
      expected: "notify(2) is enough for two threads",
      cause: because(wokeOther(2), whyCondition, whyReturned),
    });
    checkModel(story, models.notifyAll, {
      expected: "notifyAll() is enough for every thread that waits",
      cause: because(wokeOther(Infinity), whyCondition, whyReturned),
    });
  },
);

lessonTest(
  "7.4.6 Condition.wait() sleeps on when it wakes without a reason",
  (story) => {
    checkModel(story, models.spurious, {
      expected:
        "wait() returns only when the predicate is true, also if Atomics.wait() returns without a notify",
      cause,
    });
  },
);

lessonTest(
  "7.4.6 Condition.wait() passes on what the predicate throws, with the mutex held",
  (story) => {
    checkModel(story, models.predicateThrows, {
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
