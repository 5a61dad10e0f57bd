import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { because } from "./because.ts";
import { equalInScript } from "./in_script.ts";
import { means } from "./misconceptions.ts";
import * as models from "./models/condition_time.ts";
import {
  whyCondition,
  whyForEver,
  whyTooLong,
  whyUntrue,
} from "./reasons/condition.ts";

const cause = because(whyUntrue, whyCondition);

lessonTest(
  "7.4.6 Condition.waitFor() waits until its time has run out, and then gives up",
  (story) => {
    const s = script(story, models.alone, cause);
    s.run(0, "the predicate is false").untilBlocked();
    const status = s.status(0);
    equalInScript(s, status.state === "asleep" && status.timed, true, {
      what: "whether the sleep of waitFor() has a time limit",
      cause: {
        ...means("no-time-limit"),
        method: ["Condition.sleep()", "Condition.waitFor()"],
      },
    });
    s.wakeSpuriously(0);
    s.run(0, "the predicate is false, and there is time left").untilBlocked();
    s.timeOut(0);
    s.run(0, "the time has run out, and waitFor() returns false").toEnd();
    equalInScript(s, s.logs(0).at(-1), false, {
      what: "what waitFor() returns when nobody notified in time",
    });
  },
);

lessonTest(
  "7.4.6 Condition.waitFor() gives up after its time, also when called again",
  (story) => {
    checkModel(story, models.waitsAgain, {
      expected: "each waitFor() with 100 ms gives up after 100 ms",
      cause: because(whyTooLong, whyUntrue, whyCondition),
    });
  },
);

lessonTest(
  "7.4.6 Condition.waitFor() keeps to its time when it is notified for nothing",
  (story) => {
    checkModel(story, models.notifiedForNothing, {
      expected:
        "waitFor() with 100 ms gives up after 100 ms, not sooner or later; a sleep that a notification ends has taken half of its own time here",
      cause: because(whyTooLong),
    });
  },
);

lessonTest(
  "7.4.6 Condition.waitFor() with Infinity ms waits until the predicate is true",
  (story) => {
    checkModel(story, models.noLimit, {
      expected: "waitFor() with Infinity ms waits until the predicate is true",
      cause: because(whyTooLong, whyCondition),
    });
  },
);

lessonTest(
  "7.4.6 Condition.waitFor() tells the truth in time and out of time",
  (story) => {
    checkModel(story, models.inTimeOrNot, {
      expected:
        "waitFor() returns what the predicate says at the end, with the mutex held",
      cause,
    });
    checkModel(story, models.spurious, {
      expected:
        "waitFor() returns what the predicate says at the end, also if it wakes without a reason",
      cause,
    });
  },
);

lessonTest(
  "7.4.6 Condition.waitFor() with no time looks and does not sleep for long",
  (story) => {
    checkModel(story, models.noTime, {
      expected: "waitFor() with 0 ms returns at once what the predicate says",
      cause: because(whyForEver, whyUntrue, whyCondition),
    });
  },
);
