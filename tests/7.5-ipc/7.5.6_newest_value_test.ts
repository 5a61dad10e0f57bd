import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import { LatestValue } from "../../lessons/7.5-ipc/latest_value.ts";
import { withoutSleep } from "./atomics_spies.ts";
import { CAUSE, module } from "./mailbox_causes.ts";
import * as models from "./models/mailbox.ts";

lessonTest(
  "7.5.6 LatestValue shows whole values that never get older",
  (story: Story) => {
    checkModel(story, models.looking, {
      expected: "a reader sees no value yet, or one that was published, whole",
      cause: CAUSE,
    });
  },
);

lessonTest(
  "7.5.6 LatestValue.next() wakes every reader that waits",
  (story: Story) => {
    checkModel(story, models.waiting, {
      expected: "both readers get the value",
      cause: {
        ...CAUSE,
        deadlock: "only one reader is woken: notifyAll() wakes all.",
      },
    });
  },
);

lessonTest(
  "7.5.6 LatestValue.next() waits for a value it has not given",
  (story: Story) => {
    const s = script(story, models.latestSteps);
    const got = (expected: number[], cause: string) =>
      story.equal(s.logs(1), expected, {
        what: "what next() has given",
        cause,
      });
    s.run(0).until("nothing published");
    s.run(1).untilBlocked("Nothing was published: next() must wait, asleep.");
    s.run(0).until("published 1");
    s.run(1).until("got the first");
    s.run(1).untilBlocked(
      "It has given this value: next() must wait for news.",
    );
    s.run(0).until("published 3", "publish() never waits for a reader.");
    s.run(1).until("got the second");
    got([1, 3], "next() gives the newest value, and skips those between.");
    s.run(1).until("looked again", "latest() never waits.");
    got([1, 3, 3], "latest() gives the newest value, also a second time.");
    s.run(0).until("published 4", "publish() never waits for a reader.");
    s.run(1).until("looked at the fourth", "latest() never waits.");
    s.run(1).untilBlocked("latest() has given 4: next() must wait for 5.");
    got([1, 3, 3, 4], "latest() gives the newest value.");
    s.run(0).toEnd();
    s.run(1).toEnd();
    got([1, 3, 3, 4, 5], "next() must give what was published while it slept.");
  },
);

lessonTest(
  "7.5.6 LatestValue tears nothing between real threads",
  async (story: Story) => {
    const shared = new SharedArrayBuffer(LatestValue.byteLength(3));
    const data = 5_000;
    const [, first, second] = await runThreads(
      story,
      shared,
      ["publish", "watch", "watch"].map((run) => ({ module, run, data })),
      { expected: "the readers see the last value", cause: CAUSE.deadlock },
    );
    story.equal([first, second], [0, 0], {
      what: "how many values were torn, or not newer than the one before",
      cause: CAUSE.assertion,
    });
  },
);

lessonTest(
  "7.5.6 LatestValue.next() gives each handle what it has not given",
  (story: Story) => {
    const shared = new SharedArrayBuffer(LatestValue.byteLength(2));
    new LatestValue(shared, 2).publish([1, 2]);
    const handles = [1, 2].map(() => new LatestValue(shared, 2));
    story.equal(
      withoutSleep(() => handles.map((handle) => handle.next())),
      [[1, 2], [1, 2]],
      {
        what: "what next() gives of a value that was published, by two handles",
        cause: "what a handle has given is kept for all of them in one place.",
      },
    );
  },
);
