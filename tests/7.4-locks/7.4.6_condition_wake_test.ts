import { Condition } from "../../lessons/7.4-locks/condition.ts";
import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { Story } from "../harness/story/story.ts";
import { because } from "./because.ts";
import { equalInScript } from "./in_script.ts";
import { means } from "./misconceptions.ts";
import * as models from "./models/condition_script.ts";
import { givesUp } from "./patience.ts";
import { refusesBadPlaces } from "./places.ts";
import { whyCondition, wokeOther } from "./reasons/condition.ts";

const cause = because(whyCondition);

/** How many of three sleeping threads notify() wakes, where it comes back. */
function told(count: number): string {
  try {
    const s = script(new Story(), models.crowd(count));
    for (const thread of [0, 1, 2]) s.run(thread).untilBlocked();
    s.run(3).toEnd();
    return `, notify(${count}) wakes ${s.cost(3).woken}`;
  } catch {
    return "";
  }
}

lessonTest("7.4.6 Condition.notify() wakes as many as it was told", (story) => {
  const cases = [[0, 0], [1, 1], [2, 2], [5, 3]] as const;
  for (const [count, woken] of cases) {
    const s = script(story, models.crowd(count), cause);
    for (const thread of [0, 1, 2]) {
      s.run(thread, "the predicate is false").untilBlocked();
    }
    s.run(3, "notify() never waits").toEnd();
    if (s.cost(3).woken !== woken) {
      const others = cases.filter(([other]) => other !== count);
      s.fail(
        `of three sleeping threads, notify(${count}) wakes ${woken}`,
        `of three sleeping threads, notify(${count}) wakes ${s.cost(3).woken}${
          others.map(([other]) => told(other)).join("")
        }`,
        because(wokeOther(count)),
      );
    }
    equalInScript(s, s.logs(3), [woken], {
      what: `what notify(${count}) returns when three threads sleep`,
      cause: because(({ logs }) =>
        logs[3]?.[0] === count ? "notify-returns-its-count" : undefined
      ),
    });
    const asleep = [0, 1, 2].filter((thread) =>
      s.status(thread).state === "asleep"
    );
    for (const thread of [0, 1, 2]) {
      if (asleep.includes(thread)) continue;
      s.run(thread, "it was woken, and the predicate is false").untilBlocked();
    }
    for (const thread of asleep) {
      s.isBlocked(thread, means("wakes-others-when-it-wakes"));
    }
  }
});

for (const [method, ms] of [["wait", Infinity], ["waitFor", 1_000]] as const) {
  lessonTest(
    `7.4.6 Condition.${method}() waits however often it is woken for nothing`,
    (story) => {
      const cause = because(givesUp, whyCondition);
      const s = script(story, models.inVain(ms), cause);
      s.run(0, "the predicate is false").untilBlocked();
      for (let round = 0; round < 10; round++) {
        s.run(1).until(`round ${round}`);
        if (round === 0) continue;
        s.run(0, "the predicate is false, and there is time left")
          .untilBlocked();
      }
    },
  );
}

lessonTest("7.4.6 Condition.notify() is not stored for later", (story) => {
  const s = script(story, models.early, cause);
  s.run(1, "notify() never waits").toEnd();
  equalInScript(s, s.logs(1), [0], {
    what: "what notify(3) returns while nobody waits",
    cause: because(({ logs }) =>
      logs[1]?.[0] === 3 ? "notify-returns-its-count" : undefined
    ),
  });
  s.run(0, "the notification came before anybody waited, and is gone")
    .untilBlocked();
  s.run(2, "notify() never waits").toEnd();
  s.run(0, "the predicate is true, and somebody notified").toEnd();
});

lessonTest(
  "7.4.6 Condition.wait() unlocks while it sleeps and locks before it returns",
  (story) => {
    const s = script(story, models.crowd(1), cause);
    s.run(0, "the predicate is false").untilBlocked();
    s.run(1, "the mutex is free while the first thread waits").untilBlocked();
    s.run(2, "the mutex is free while the others wait").untilBlocked();
    equalInScript(s, s.cost(1).wait, 1, {
      what: "how often the second thread had to sleep: once, on the condition",
      cause,
    });
  },
);

lessonTest("7.4.6 Condition keeps to its byteOffset", (story: Story) => {
  const s = script(story, models.sideBySide);
  s.run(0, "the predicate is false").untilBlocked();
  s.run(1, "the predicate is false").untilBlocked();
  s.run(2).toEnd();
  s.isBlocked(0, means("ignores-byte-offset"));
  s.run(1, "its condition was notified").toEnd();
  refusesBadPlaces(story, Condition);
});

lessonTest("7.4.6 Condition refuses calls that make no sense", (story) => {
  checkModel(story, models.nonsense, {
    expected:
      "a count or a time that is no number from 0 up, and a token that is unlocked, are errors",
  });
});
