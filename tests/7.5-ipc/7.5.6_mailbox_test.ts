import { checkModel, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import { LatestValue } from "../../lessons/7.5-ipc/latest_value.ts";
import { Mailbox } from "../../lessons/7.5-ipc/mailbox.ts";
import { sleepsOnce, withoutSleep } from "./atomics_spies.ts";
import * as models from "./models/mailbox.ts";

const CAUSE = {
  assertion:
    "a value was taken twice, lost, or seen half. Look at the state and touch the numbers with the mutex locked, and look again after each wake-up.",
  race: "the state or the numbers are touched without the mutex.",
  deadlock:
    "somebody sleeps whom nobody wakes. Putting wakes a taker, taking wakes a putter, closing wakes all on both sides.",
  spinning: "a thread asks again and again. Wait on a condition.",
  exception: "the code throws where nothing is wrong.",
} as const;
const module = import.meta.resolve("./threads/mailbox.ts");

lessonTest(
  "7.5.6 Mailbox hands over every value once, in order",
  (story: Story) => {
    checkModel(story, models.twoValues, {
      expected: "the consumer gets 1 and then 2, each whole",
      cause: CAUSE,
    });
  },
);

lessonTest(
  "7.5.6 Mailbox serves two producers and two consumers",
  (story: Story) => {
    checkModel(story, models.twoPairs, {
      expected: "each of two values is taken by one of two consumers",
      cause: CAUSE,
    });
  },
);

lessonTest("7.5.6 Mailbox looks again after each wake-up", (story: Story) => {
  checkModel(story, models.spurious, {
    expected: "a wake-up for nothing changes nothing",
    cause: CAUSE,
  });
});

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

lessonTest(
  "7.5.6 Mailbox waits when it is full or empty, and only then",
  (story: Story) => {
    const s = script(story, models.mailboxSteps);
    s.run(1).untilBlocked("The mailbox is empty: take() must wait, asleep.");
    s.run(0).until("has put one", "The mailbox is empty: put() must not wait.");
    s.isNotBlocked(1, "A value is there: who takes must be woken.");
    s.run(0).untilBlocked("The mailbox is full: put() must wait, asleep.");
    s.run(1).untilBlocked("It has taken one value, and there is no second.");
    s.isNotBlocked(0, "There is room: who puts must be woken.");
    s.run(0).toEnd();
    s.run(1).toEnd();
    story.equal(s.logs(1), [1, 2], {
      what: "what was taken",
      cause: CAUSE.assertion,
    });
  },
);

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
  "7.5.6 Mailbox hands values over between real threads",
  async (story: Story) => {
    const shared = new SharedArrayBuffer(Mailbox.byteLength(3));
    const data = 1_000;
    const [, , ...sums] = await runThreads(
      story,
      shared,
      ["put", "put", "take", "take"].map((run) => ({ module, run, data })),
      { expected: "four threads come to an end", cause: CAUSE.deadlock },
    );
    story.equal(sums.map(Number).reduce((a, b) => a + b), data * (data + 1), {
      what: "the sum of all that two threads took of what two put in",
      cause: CAUSE.assertion,
    });
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

lessonTest(
  "7.5.6 Mailbox and LatestValue sleep until they are woken",
  (story: Story) => {
    const memory = () => new SharedArrayBuffer(Mailbox.byteLength(2));
    const mailbox = new Mailbox(memory(), 2);
    const place = new LatestValue(memory(), 2);
    const cause = "a thread asks again and again. Wait on a condition.";
    sleepsOnce(story, "take() of an empty mailbox", cause, {
      body: () => mailbox.take(),
      other: () => mailbox.put([1, 2]),
    });
    mailbox.put([3, 4]);
    sleepsOnce(story, "put() into a full mailbox", cause, {
      body: () => mailbox.put([5, 6]),
      other: () => mailbox.take(),
    });
    sleepsOnce(story, "next() where nothing was published", cause, {
      body: () => place.next(),
      other: () => place.publish([1, 2]),
    });
  },
);

lessonTest(
  "7.5.6 Mailbox and LatestValue refuse a value of another size",
  (story: Story) => {
    const shared = new SharedArrayBuffer(Mailbox.byteLength(2));
    new Mailbox(shared, 2).put([1, 2]);
    story.equal(new Mailbox(shared, 2).take(), [1, 2], {
      what: "what another handle takes of a value of the right size",
      cause: CAUSE.assertion,
    });
    const calls: [string, () => unknown][] = [
      ["put()", () => new Mailbox(shared, 2).put([1])],
      ["publish()", () => new LatestValue(shared, 2).publish([1, 2, 3])],
    ];
    for (const [name, call] of calls) {
      let error: unknown;
      try {
        call();
      } catch (caught) {
        error = caught;
      }
      story.holds(error instanceof RangeError, {
        expected: `${name} throws a RangeError`,
        got: `${error}`,
        cause: "the check() was removed.",
      });
    }
  },
);
