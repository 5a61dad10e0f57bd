import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import { LatestValue } from "../../lessons/7.5-ipc/latest_value.ts";
import * as models from "./models/latest_value.ts";
import { shownByLatest } from "./record_schedule.ts";

lessonTest(
  "7.5.6 LatestValue shows whole values that never get older",
  (story: Story) => {
    checkModel(story, models.looking, {
      expected: "a reader sees no value yet, or one that was published, whole",
      cause: shownByLatest,
    });
  },
);

lessonTest(
  "7.5.6 LatestValue.next() gives a whole value, whatever is published meanwhile",
  (story: Story) => {
    checkModel(story, models.waitingBeside, {
      expected: "who waits for a value gets 1 or 2, whole",
      cause: shownByLatest,
    });
  },
);

lessonTest(
  "7.5.6 LatestValue.next() wakes every reader that waits",
  (story: Story) => {
    checkModel(story, models.waiting, {
      expected: "both readers get the value",
      cause: shownByLatest,
    });
  },
);

lessonTest(
  "7.5.6 LatestValue.next() waits for a value it has not given",
  (story: Story) => {
    const s = script(story, models.latestSteps, shownByLatest);
    s.run(0).until("nothing published");
    s.run(1).untilBlocked();
    s.run(0).until("published 1");
    s.run(1).until("got the first");
    s.run(1).untilBlocked();
    s.run(0).until("published 3");
    s.run(1).until("got the second");
    s.run(1).until("looked again");
    s.run(0).until("published 4");
    s.run(1).until("looked at the fourth");
    s.run(1).untilBlocked();
    s.run(0).toEnd();
    s.run(1).toEnd();
    story.equal(s.logs(1), [1, 3, 3, 4, 5], {
      what:
        "what next(), next(), latest(), latest() and next() gave of 1 to 5, when asked after 1, 3, 3, 4 and 5",
    });
  },
);

lessonTest(
  "7.5.6 LatestValue tears nothing between real threads",
  async (story: Story) => {
    const shared = new SharedArrayBuffer(LatestValue.byteLength(3));
    const module = import.meta.resolve("./threads/mailbox.ts");
    const data = 5_000;
    const [, first, second] = await runThreads(
      story,
      shared,
      ["publish", "watch", "watch"].map((run) => ({ module, run, data })),
      { expected: "the readers see the last value" },
    );
    story.equal([first, second], [0, 0], {
      what: "how many values were torn, or not newer than the one before",
    });
  },
  { smoke: true },
);
