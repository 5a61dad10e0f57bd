import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { SharedRecord } from "../../lessons/7.5-ipc/given/shared_record.ts";
import { LatestValue } from "../../lessons/7.5-ipc/latest_value.ts";
import { alone, told } from "./alone.ts";
import { newPlace } from "./fresh_records.ts";
import { type Known, means } from "./misconceptions.ts";

lessonTest(
  "7.5.6 LatestValue.next() gives each handle what it has not given",
  (story: Story) => {
    const shared = new SharedArrayBuffer(LatestValue.byteLength(2));
    const [first, second] = [1, 2].map(() => new LatestValue(shared, 2));
    first?.publish([0, 0]);
    first?.publish([1, 2]);
    const calls = [first, second].map((handle) => alone(() => handle?.next()));
    story.holds(calls.every(({ value }) => `${value}` === "1,2"), {
      expected: "next() returns [1,2], by one handle and by another",
      got: calls.map((call) => told(call)).join("; the other: "),
      ...means(
        calls[0]?.how === "slept"
          ? "next-waits-for-a-later-one"
          : calls[1]?.how === "slept"
          ? "seen-by-all-handles"
          : undefined,
      ),
    });
  },
);

lessonTest(
  "7.5.6 LatestValue.next() gives what its handle has not given, and sleeps where there is nothing new",
  (story: Story) => {
    const place = newPlace();
    const gives = (value: number[], round: number) => {
      const call = alone(() => place.next());
      story.holds(`${call.value}` === `${value}`, {
        expected: `next() returns [${value}], the newest value`,
        got: told(call),
        ...means(
          call.how !== "slept"
            ? undefined
            : round === 0
            ? "next-waits-for-a-later-one"
            : "state-comes-back",
        ),
      });
    };
    const sleeps = (given: string, id: Known) => {
      const call = alone(() => place.next());
      const isDecided = call.how === "returned" &&
        (id !== "next-gives-a-value-again" ||
          alone(() => place.next()).how === "returned");
      story.holds(call.how === "slept", {
        expected: `next() sleeps, as ${given}`,
        got: told(call),
        ...means(isDecided ? id : undefined),
      });
    };
    for (const [round, value] of [[1, 2], [3, 4]].entries()) {
      place.publish([0, 0]);
      place.publish(value);
      gives(value, round);
      sleeps(`it has given [${value}]`, "next-gives-a-value-again");
    }
    place.publish([7, 8]);
    const latest = alone(() => place.latest());
    story.holds(`${latest.value}` === "7,8", {
      expected: "latest() returns [7,8]",
      got: told(latest),
    });
    sleeps("latest() has given [7,8]", "latest-does-not-count");
  },
);

lessonTest(
  "7.5.6 LatestValue.next() goes on when the count of values wraps around",
  (story: Story) => {
    const shared = new SharedArrayBuffer(LatestValue.byteLength(2));
    new SharedRecord("latest value", shared, 2, 0).state[0] = 2 ** 31 - 1;
    const place = new LatestValue(shared, 2);
    place.latest();
    place.publish([1, 2]);
    story.did("value number 2147483648 was published");
    const call = alone(() => place.next());
    story.holds(`${call.value}` === "1,2", {
      expected: "next() returns it",
      got: told(call),
      ...means(
        call.how === "slept" ? "compares-counts-that-wrap" : undefined,
      ),
    });
  },
);
