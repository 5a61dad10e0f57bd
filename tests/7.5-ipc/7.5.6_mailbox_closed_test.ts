import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { means } from "./misconceptions.ts";
import * as models from "./models/mailbox.ts";
import { passesOver, shownByMailbox, wokeOne } from "./record_schedule.ts";

lessonTest(
  "7.5.6 Mailbox.close() wakes all who wait on a side",
  (story: Story) => {
    for (const inHurry of [false, true]) {
      for (const side of ["put", "take"] as const) {
        const model = models.closedForTwo(side, inHurry);
        const s = script(story, model, shownByMailbox);
        s.run(0).until("is ready");
        for (const thread of [1, 2]) {
          s.run(thread).untilBlocked();
        }
        if (inHurry) s.run(0).until("has woken one");
        s.run(0).toEnd();
        for (const thread of [1, 2]) {
          s.isNotBlocked(
            thread,
            (happened) =>
              means(
                inHurry && passesOver(happened)
                  ? "close-wakes-by-the-state"
                  : wokeOne(happened)
                  ? "close-wakes-one"
                  : undefined,
              ),
          );
          s.run(thread).toEnd();
        }
      }
    }
  },
);

lessonTest(
  "7.5.6 Mailbox.close() wakes who waits on either side",
  (story: Story) => {
    checkModel(story, models.closed, {
      expected: "a producer that waits for room gets false",
      cause: shownByMailbox,
    });
    checkModel(story, models.closedForTakers, {
      expected:
        "what was put in before close() is taken, and then comes undefined",
      cause: shownByMailbox,
    });
  },
);
