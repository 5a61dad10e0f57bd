import { TimeHistogram } from "../../lessons/7.3-thread-pool/time_histogram.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { type Id, means } from "./misconceptions.ts";

/** A histogram of these times. */
function histogram(times: readonly number[]): TimeHistogram {
  const all = new TimeHistogram();
  for (const ms of times) all.record(ms);
  return all;
}

/** Checks that a percentile is at most 5 % too long and never too short. */
function isAbout(
  story: Story,
  times: TimeHistogram,
  told: string,
  percent: number,
  exact: number,
  mistake: (got: number) => Id | undefined = () => undefined,
): void {
  const got = times.percentile(percent);
  story.holds(got >= exact && got <= exact * 1.05, {
    expected: `percentile(${percent}) of ${told} is ${exact} to ${
      (exact * 1.05).toFixed(2)
    } ms`,
    got: `it is ${got} ms, which is too ${got < exact ? "short" : "long"}`,
    ...means(
      mistake(got) ??
        (got < exact && got > 0.9 * exact ? "percentile-too-short" : undefined),
    ),
  });
}

/** Why `percentile(34)` of 1, 10 and 100 ms is not 10 ms. */
function wrongShare(few: TimeHistogram, got: number): Id | undefined {
  const is = (percent: number, exact: number) =>
    Math.round(few.percentile(percent)) === exact;
  return is(0.33, 1) && is(0.34, 10) && is(0.67, 100)
    ? "percent-is-a-fraction"
    : got < 2 && is(100, 100)
    ? "percentile-is-not-rounded-up"
    : got > 50 && is(1, 10)
    ? "percentile-is-off-by-one"
    : undefined;
}

/** Checks each whole percentage of 1 to 200 times against whole numbers. */
function countsExactly(story: Story): void {
  // Each time has a bucket of its own, in the middle, and one between is empty.
  const nth = (n: number) => 1.024 * 2 ** (n / 8 + 1 / 32);
  const times = new TimeHistogram();
  for (let total = 1; total <= 200; total++) {
    times.record(nth(total));
    for (let percent = 1; percent <= 100; percent++) {
      const share = total * percent;
      const n = Math.ceil(share / 100);
      const got = times.percentile(percent);
      if (got >= nth(n) && got <= nth(n) * 1.05) continue;
      const of = `of ${total} times, each 9 % longer than the one before`;
      story.fail({
        expected: `percentile(${percent}) ${of}, is number ${n}: ${
          nth(n).toFixed(2)
        } ms, or at most 5 % more`,
        got: got < nth(n)
          ? `it is ${got.toFixed(2)} ms, which is too short`
          : `it is ${got.toFixed(2)} ms; number ${n + 1} is ${
            nth(n + 1).toFixed(2)
          } ms`,
        ...means(
          got > nth(n)
            ? share % 100 === 0 && got < nth(n + 2)
              ? "share-is-inexact"
              : undefined
            : share % 100 > 0 && got >= nth(n - 1)
            ? "percentile-is-not-rounded-up"
            : undefined,
        ),
      });
    }
  }
}

lessonTest(
  "7.3.8 TimeHistogram.percentile() is 0 to 5 % too long",
  (story: Story) => {
    const few = histogram([1, 10, 100]);
    for (const [percent, exact] of [[34, 10], [33, 1], [67, 100]] as const) {
      isAbout(
        story,
        few,
        "1, 10 and 100 ms",
        percent,
        exact,
        (got) => percent === 34 ? wrongShare(few, got) : undefined,
      );
    }
    const same = histogram([...Array(99).fill(1), 1000]);
    for (const [percent, exact] of [[50, 1], [99, 1], [100, 1000]] as const) {
      isAbout(
        story,
        same,
        "99 times 1 ms and once 1,000 ms",
        percent,
        exact,
        (got) =>
          percent === 50 && got === 1000
            ? "percentile-of-the-buckets"
            : percent === 99 && got === 1000
            ? "percentile-is-off-by-one"
            : undefined,
      );
    }
    const times = Array.from({ length: 1000 }, (_, i) => (1000 - i) / 4);
    const many = histogram(times);
    for (const percent of [1, 10, 50, 90, 99, 99.9, 100]) {
      const told = "0.25, 0.5, … 250 ms";
      isAbout(story, many, told, percent, percent * 10 / 4);
    }
    for (const ms of [1.01, 1.5, 77]) {
      const got = histogram([ms]).percentile(100);
      story.holds(got === ms, {
        expected: `percentile(100) of one time, ${ms} ms, is ${ms}`,
        got: `it is ${got}`,
        ...means(got > ms ? "percentile-exceeds-the-longest" : undefined),
      });
    }
    story.equal(new TimeHistogram().percentile(50), 0, {
      what: "percentile(50) of no times at all",
    });
    countsExactly(story);
  },
);
