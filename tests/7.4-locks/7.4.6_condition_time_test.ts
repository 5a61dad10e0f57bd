import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { equalInScript } from "./in_script.ts";
import * as models from "./models/condition_time.ts";

const CAUSE = {
  deadlock:
    "a wait that timed out has changed something that the other one relies on, or it did not lock again.",
  assertion:
    "waitFor() does not tell the truth about the predicate. After the time has run out, lock first and then look a last time.",
  invariant: "waitFor() returned without holding the mutex.",
  race: "waitFor() returned without holding the mutex.",
} as const;

lessonTest(
  "7.4.6 Condition.waitFor() gives up when its time has run out",
  (story) => {
    const s = script(story, models.alone);
    s.run(0).untilBlocked("The predicate is false: waitFor() must sleep.");
    const status = s.status(0);
    equalInScript(story, s, status.state === "asleep" && status.timed, true, {
      what: "whether the sleep has a time limit",
      cause: "Atomics.wait() was not given the milliseconds that are left.",
    });
    s.wakeSpuriously(0);
    s.run(0).untilBlocked(
      "The predicate is false and there is time left: waitFor() must sleep on.",
    );
    s.timeOut(0);
    s.run(0).toEnd("The time has run out: waitFor() must return false.");
    equalInScript(story, s, s.logs(0), [false], {
      what: "what waitFor() returns when nobody notified in time",
      cause: "waitFor() does not return the predicate's last word.",
    });
  },
);

lessonTest(
  "7.4.6 Condition.waitFor() waits no longer when it is woken for nothing",
  (story) => {
    checkModel(story, models.wokenForNothing, {
      expected: "waitFor() with 100 ms comes back after 100 ms at most",
      cause: {
        ...CAUSE,
        assertion:
          "the time starts anew after each wake-up. Work out once when it ends, and sleep for what is left.",
      },
    });
  },
);

lessonTest(
  "7.4.6 Condition.waitFor() tells the truth in time and out of time",
  (story) => {
    checkModel(story, models.inTimeOrNot, {
      expected:
        "waitFor() returns what the predicate says at the end, with the mutex held",
      cause: CAUSE,
    });
    checkModel(story, models.spurious, {
      expected:
        "waitFor() returns what the predicate says at the end, also if it wakes without a reason",
      cause: CAUSE,
    });
  },
);

lessonTest(
  "7.4.6 Condition.waitFor() leaves nothing behind when it gives up",
  (story) => {
    const expectation = {
      expected:
        "a thread that waits on is served, whether or not another one has given up",
      cause: CAUSE,
    };
    checkModel(story, models.beside, expectation);
    checkModel(story, models.afterwards, expectation);
  },
);

lessonTest(
  "7.4.6 Condition.waitFor() with no time looks and does not sleep for long",
  (story) => {
    checkModel(story, models.noTime, {
      expected: "waitFor() with 0 ms returns at once what the predicate says",
      cause: CAUSE,
    });
  },
);
