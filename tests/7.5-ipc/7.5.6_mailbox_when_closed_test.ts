import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { Mailbox } from "../../lessons/7.5-ipc/mailbox.ts";
import { withoutSleep } from "./atomics_spies.ts";
import { CAUSE } from "./mailbox_causes.ts";
import * as models from "./models/mailbox.ts";

lessonTest(
  "7.5.6 Mailbox.close() wakes who waits on either side",
  (story: Story) => {
    checkModel(story, models.closed, {
      expected: "a producer that waits for room gets false",
      cause: CAUSE,
    });
    checkModel(story, models.closedForTakers, {
      expected:
        "what was put in before close() is taken, and then comes undefined",
      cause: CAUSE,
    });
  },
);

lessonTest(
  "7.5.6 Mailbox.close() wakes all who wait on a side",
  (story: Story) => {
    for (const side of ["put", "take"] as const) {
      const s = script(story, models.closedForTwo(side));
      s.run(0).until("is ready");
      for (const thread of [1, 2]) {
        s.run(thread).untilBlocked(`${side}() must wait, asleep.`);
      }
      s.run(0).toEnd();
      for (const thread of [1, 2]) {
        s.isNotBlocked(thread, "close() must wake all who wait: notifyAll().");
        s.run(thread).toEnd();
      }
    }
  },
);

lessonTest(
  "7.5.6 Mailbox.close() may be called again and changes nothing then",
  (story: Story) => {
    const closed = (times: number, value?: number[]) => {
      const shared = new SharedArrayBuffer(Mailbox.byteLength(2));
      const mailbox = new Mailbox(shared, 2);
      if (value !== undefined) mailbox.put(value);
      for (let i = 0; i < times; i++) mailbox.close();
      return withoutSleep(() => [
        mailbox.put([5, 6]),
        mailbox.take(),
        mailbox.take(),
      ]);
    };
    const cause =
      "CLOSED is a bit that is set (`|`): added a second time, it is another number.";
    for (let times = 1; times <= 4; times++) {
      story.equal(closed(times), [false, undefined, undefined], {
        what: `what put(), take() and take() give after close() ${times} times`,
        cause,
      });
      story.equal(closed(times, [1, 2]), [false, [1, 2], undefined], {
        what: `what they give when a value lay in it at ${times} close()`,
        cause,
      });
    }
  },
);
