import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { SharedRecord } from "../../lessons/7.5-ipc/given/shared_record.ts";
import { LatestValue } from "../../lessons/7.5-ipc/latest_value.ts";
import { alone, told } from "./alone.ts";
import { isAtTheLock, isLocked, newPlace, nextOfTwo } from "./fresh_records.ts";
import { type Known, means } from "./misconceptions.ts";
import { STATE } from "./record_schedule.ts";

/** Whether next(), called when a value is there, ends when another one comes. */
function isWokenLater(): boolean {
  const place = newPlace();
  place.publish([1, 2]);
  return alone(() => place.next(), () => place.publish([3, 4])).how ===
    "returned";
}

lessonTest(
  "7.5.6 LatestValue.next() gives each handle what it has not given",
  (story: Story) => {
    const { calls, isCounted } = nextOfTwo();
    const isKept = calls[0]?.how === "returned" && calls.some(isAtTheLock);
    story.holds(calls.every(({ value }) => `${value}` === "1,2"), {
      expected: "next() returns [1,2], by one handle and by another",
      got: calls.map((call) => told(call)).join("; the other: "),
      ...means(
        isKept
          ? "keeps-the-lock"
          : calls.some(isAtTheLock)
          ? undefined
          : calls[0]?.how === "slept"
          ? !isWokenLater()
            ? undefined
            : isCounted
            ? "next-waits-for-a-later-one"
            : "state-comes-back"
          : calls[1]?.how === "slept"
          ? "seen-by-all-handles"
          : undefined,
      ),
      method: isKept ? "LatestValue.next()" : undefined,
    });
  },
);

lessonTest(
  "7.5.6 LatestValue.next() gives what its handle has not given, and sleeps where there is nothing new",
  (story: Story) => {
    const shared = new SharedArrayBuffer(LatestValue.byteLength(2));
    const state = new Int32Array(shared, STATE, 1);
    const place = newPlace(shared);
    const gives = (value: number[], round: number) => {
      const call = alone(() => place.next());
      story.holds(`${call.value}` === `${value}`, {
        expected: `next() returns [${value}], the newest value`,
        got: told(call),
        ...means(
          call.how !== "slept" || isAtTheLock(call)
            ? undefined
            : round === 0 && nextOfTwo().isCounted
            ? "next-waits-for-a-later-one"
            : "state-comes-back",
        ),
      });
    };
    const sleeps = (called: string, id: Known) => {
      story.did(called);
      const isKept = isLocked(shared);
      const call = alone(() => place.next());
      const again = call.how === "returned" && alone(() => place.next());
      const shows: Known = again === false
        ? undefined
        : id !== "next-gives-a-value-again" || again.how === "returned"
        ? id
        : again.how === "slept"
        ? "counts-what-it-gave"
        : undefined;
      story.holds(call.how === "slept" && !isAtTheLock(call), {
        expected: "next() sleeps, as nothing was published since",
        got: isAtTheLock(call) ? "it waits for the mutex" : told(call),
        ...means(isKept ? "keeps-the-lock" : shows),
      });
    };
    for (const [round, value] of [[1, 2], [3, 4]].entries()) {
      place.publish([0, 0]);
      place.publish(value);
      story.did(`[0,0] and [${value}] were published, and next() called`);
      gives(value, round);
      sleeps(
        `it gave [${value}], and was called again`,
        "next-gives-a-value-again",
      );
    }
    const woken = alone(() => place.next(), () => place.publish([5, 6]));
    story.holds(`${woken.value}` === "5,6", {
      expected: "next() sleeps until [5,6] is published, and returns it",
      got: told(woken, "publish()"),
      ...means(
        woken.woken[0] === "not woken" && woken.notified.length === 0
          ? "publish-wakes-nobody"
          : undefined,
      ),
    });
    sleeps(
      "next() slept, gave [5,6] when that was published, and was called again",
      "notes-what-was-before-the-sleep",
    );
    const looks = (value: number[], given?: string) => {
      const latest = alone(() => place.latest());
      story.holds(`${latest.value}` === `${value}`, {
        expected: `latest() returns [${value}]${
          given ? `, also as ${given} has given it` : ""
        }`,
        got: told(latest),
        ...means(
          given && latest.value === undefined &&
            alone(() => new LatestValue(shared, 2).latest()).value
            ? "latest-gives-news-only"
            : undefined,
        ),
        method: "LatestValue.latest()",
      });
    };
    looks([5, 6], "next()");
    place.publish([7, 8]);
    looks([7, 8]);
    looks([7, 8], "latest()");
    sleeps(
      "[7,8] was published, latest() gave it, and next() was called",
      "latest-does-not-count",
    );
    const again = (giver: string) => {
      const before = state[0];
      place.publish([7, 8]);
      story.did(`[7,8] was published again, which ${giver} had given`);
      const isCounted = state[0] !== before;
      const same = alone(() => place.next());
      story.holds(`${same.value}` === "7,8", {
        expected: "next() returns it: a value that is published is a new one",
        got: `${told(same)}; publish() has ${
          isCounted ? "changed the state" : "left the state as it was"
        }`,
        ...means(
          same.how !== "slept"
            ? undefined
            : isCounted
            ? "same-value-is-passed-over"
            : "same-value-is-left-out",
        ),
      });
      return same;
    };
    again("latest()");
    const same = again("next()");
    const asleep = alone(() => place.next(), () => place.publish([7, 8]));
    story.holds(`${asleep.value}` === "7,8", {
      expected: "next() sleeps until [7,8] is published once more",
      got: told(asleep, "publish()"),
      ...means(
        asleep.woken[0] === "not woken" ? "same-value-is-left-out" : undefined,
      ),
    });
    place.publish([9, 9]);
    const other = alone(() => place.latest());
    story.did("[9,9] was published, and latest() called");
    story.holds(`${other.value}` === "9,9", {
      expected: "latest() returns [9,9]",
      got: told(other),
    });
    story.holds(`${same.value}` === "7,8", {
      expected: "what next() has returned before is still [7,8]",
      got: `it is [${same.value}] now`,
      ...means(
        `${same.value}` === "9,9" ? "returns-one-array" : undefined,
      ),
    });
  },
);

lessonTest(
  "7.5.6 LatestValue.next() goes on when the count of values wraps around",
  (story: Story) => {
    const shared = new SharedArrayBuffer(LatestValue.byteLength(2));
    const { state } = new SharedRecord("latest value", shared, 2, 0);
    state[0] = 2 ** 31 - 1;
    const place = new LatestValue(shared, 2);
    alone(() => place.latest());
    place.publish([1, 2]);
    const isCounted = state[0] === -(2 ** 31);
    story.did("value number 2147483648 was published");
    const latest = alone(() => new LatestValue(shared, 2).latest());
    story.holds(`${latest.value}` === "1,2", {
      expected: "latest() returns it",
      got: told(latest),
      ...means(
        latest.how === "returned" && latest.value === undefined && isCounted
          ? "count-wraps"
          : undefined,
      ),
      method: "LatestValue.latest()",
    });
    const call = alone(() => place.next());
    story.holds(`${call.value}` === "1,2", {
      expected: "next() returns it",
      got: told(call),
      ...means(
        call.how === "slept" && isCounted ? "count-wraps" : undefined,
      ),
      method: "LatestValue.next()",
    });
  },
);
