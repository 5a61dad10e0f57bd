import { lessonTest } from "../harness/lesson_test.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import { because } from "./because.ts";
import * as models from "./models/condition.ts";
import * as notifiers from "./models/condition_notifiers.ts";
import * as timed from "./models/condition_time.ts";
import { checkWait } from "./limits.ts";
import { whyCondition, whyUntrue } from "./reasons/condition.ts";

const cause = because(whyCondition);

lessonTest(
  "7.4.6 Condition serves threads that wait for different things",
  (story) => {
    checkWait(story, notifiers.toAndFro, {
      expected: "two threads hand a turn to and fro, and both come to an end",
      cause,
    });
  },
);

lessonTest(
  "7.4.6 Condition wakes a thread that goes on waiting when another has given up",
  (story) => {
    const expectation = {
      expected:
        "a thread that goes on waiting is woken, whether or not another one has given up",
      cause: because(whyUntrue, whyCondition),
    };
    checkWait(story, timed.beside, expectation);
    checkWait(story, timed.afterwards, expectation);
  },
);

lessonTest(
  "7.4.6 Condition.notify() counts each of several at the same time",
  (story) => {
    checkWait(story, notifiers.manyNotifiers, {
      expected: "a thread that waits is woken, however many notify at once",
      cause,
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
    });
  },
  { smoke: true },
);
