import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
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
      got: calls.map(told).join("; the other: "),
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
    const gives = (value: number[]) => {
      const call = alone(() => place.next());
      story.holds(`${call.value}` === `${value}`, {
        expected: `next() returns [${value}], the newest value`,
        got: told(call),
        ...means(
          call.how === "slept" ? "next-waits-for-a-later-one" : undefined,
        ),
      });
    };
    const sleeps = (given: string, id: Known) => {
      const call = alone(() => place.next());
      story.holds(call.how === "slept", {
        expected: `next() sleeps, as ${given}`,
        got: told(call),
        ...means(call.how === "returned" ? id : undefined),
      });
    };
    for (const value of [[1, 2], [3, 4]]) {
      place.publish([0, 0]);
      place.publish(value);
      gives(value);
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
