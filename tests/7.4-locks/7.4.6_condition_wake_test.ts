import { Condition } from "../../lessons/7.4-locks/condition.ts";
import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { equalInScript } from "./in_script.ts";
import * as models from "./models/condition_script.ts";
import { refusesBadPlaces } from "./places.ts";

lessonTest("7.4.6 Condition.notify() wakes as many as it was told", (story) => {
  for (const [count, woken] of [[0, 0], [1, 1], [2, 2], [5, 3]] as const) {
    const s = script(story, models.crowd(count));
    for (const thread of [0, 1, 2]) {
      s.run(thread).untilBlocked("The predicate is false: wait() must sleep.");
    }
    s.run(3).toEnd("notify() never waits.");
    equalInScript(story, s, s.cost(3).woken, woken, {
      what: `how many of three sleeping threads notify(${count}) wakes`,
      cause: "notify() does not hand its count on to Atomics.notify().",
    });
    equalInScript(story, s, s.logs(3), [woken], {
      what: `what notify(${count}) returns`,
      cause: "notify() does not return how many threads it woke.",
    });
  }
});

lessonTest("7.4.6 Condition.notify() is not stored for later", (story) => {
  const s = script(story, models.early);
  s.run(1).toEnd("notify() never waits.");
  equalInScript(story, s, s.logs(1), [0], {
    what: "what notify(3) returns while nobody waits",
    cause: "notify() does not return how many threads it woke.",
  });
  s.run(0).untilBlocked(
    "The notification came before anybody waited: it is gone, and wait() must sleep.",
  );
  s.run(2).toEnd("notify() never waits.");
  s.run(0).toEnd("The predicate is true and somebody notified.");
});

lessonTest(
  "7.4.6 Condition.wait() does not sleep if the predicate is true already",
  (story) => {
    const s = script(story, models.already);
    s.run(1).toEnd();
    s.run(0).toEnd(
      "The predicate is true: wait() must return, as nobody will notify again.",
    );
  },
);

lessonTest(
  "7.4.6 Condition.wait() unlocks while it sleeps and locks before it returns",
  (story) => {
    const s = script(story, models.crowd(1));
    s.run(0).untilBlocked("The predicate is false: wait() must sleep.");
    s.run(1).untilBlocked(
      "The first thread waits, so the mutex is free: this one must get as far.",
    );
    s.run(2).untilBlocked("The mutex is free: this one must get as far, too.");
    equalInScript(story, s, s.cost(1).wait, 1, {
      what: "how often the second thread had to sleep: once, on the condition",
      cause: "wait() sleeps with the mutex held.",
    });
  },
);

lessonTest("7.4.6 Condition keeps to its byteOffset", (story: Story) => {
  const s = script(story, models.sideBySide);
  s.run(0).untilBlocked("The predicate is false: wait() must sleep.");
  s.run(1).untilBlocked("The predicate is false: wait() must sleep.");
  s.run(2).toEnd();
  s.isBlocked(0, "It waits on the other condition, which nobody notified.");
  s.run(1).toEnd("Its condition was notified.");
  refusesBadPlaces(story, Condition);
});

lessonTest("7.4.6 Condition refuses calls that make no sense", (story) => {
  checkModel(story, models.nonsense, {
    expected:
      "a count or a time that is no number from 0 up, and a token that is unlocked, are errors",
    cause: "a check at the start of the method is gone.",
  });
});
