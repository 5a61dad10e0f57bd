import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { LatestValue } from "../../lessons/7.5-ipc/latest_value.ts";
import { Mailbox } from "../../lessons/7.5-ipc/mailbox.ts";
import { sleepsOnce } from "./atomics_spies.ts";
import { CAUSE } from "./mailbox_causes.ts";

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
