import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import { Mailbox } from "../../lessons/7.5-ipc/mailbox.ts";
import * as models from "./models/mailbox.ts";
import { shownByMailbox } from "./record_schedule.ts";

lessonTest(
  "7.5.6 Mailbox hands over every value once, in order",
  (story: Story) => {
    checkModel(story, models.twoValues, {
      expected: "the consumer gets 1 and then 2, each whole",
      cause: shownByMailbox,
    });
  },
);

lessonTest(
  "7.5.6 Mailbox serves two producers and two consumers",
  (story: Story) => {
    checkModel(story, models.twoPairs, {
      expected: "each of two values is taken by one of two consumers",
      cause: shownByMailbox,
    });
  },
);

lessonTest("7.5.6 Mailbox looks again after each wake-up", (story: Story) => {
  checkModel(story, models.spurious, {
    expected: "a wake-up for nothing changes nothing",
    cause: shownByMailbox,
  });
});

lessonTest(
  "7.5.6 Mailbox waits when it is full or empty, and only then",
  (story: Story) => {
    const s = script(story, models.mailboxSteps, shownByMailbox);
    s.run(1).untilBlocked();
    s.run(0).until("has put one");
    s.isNotBlocked(1);
    s.run(0).untilBlocked();
    s.run(1).untilBlocked();
    s.isNotBlocked(0);
    s.run(0).toEnd();
    s.run(1).toEnd();
    story.equal(s.logs(1), [1, 2], { what: "what was taken" });
  },
);

lessonTest(
  "7.5.6 Mailbox hands values over between real threads",
  async (story: Story) => {
    const shared = new SharedArrayBuffer(Mailbox.byteLength(3));
    const module = import.meta.resolve("./threads/mailbox.ts");
    const data = 1_000;
    const [, , ...sums] = await runThreads(
      story,
      shared,
      ["put", "put", "take", "take"].map((run) => ({ module, run, data })),
      { expected: "four threads come to an end" },
    );
    story.equal(sums.map(Number).reduce((a, b) => a + b), data * (data + 1), {
      what: "the sum of all that two threads took of what two put in",
    });
  },
  { smoke: true },
);
