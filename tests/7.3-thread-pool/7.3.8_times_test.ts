import { TimeHistogram } from "../../lessons/7.3-thread-pool/time_histogram.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { SETTLES } from "./pool/stats_verdicts.ts";
import { entered, withPool } from "./pool/with_pool.ts";

lessonTest(
  "7.3.8 ThreadPool.stats() tells how long tasks waited and ran",
  async (story) => {
    await withPool(story, { threads: 1 }, async (context) => {
      const { pool, gates } = context;
      const long = pool.submit({ act: "gate", gate: 0, label: 0 });
      await entered(story, context, 1, "the task is not begun.");
      const short = [1, 2, 3].map((label) =>
        pool.submit({ act: "note", label })
      );
      const HOLD = 20;
      const start = performance.now();
      await story.eventually(() => performance.now() - start > HOLD, {
        expected: `${HOLD} ms pass`,
        got: "they do not",
        cause: "the clock stands still.",
      });
      gates.open(0);
      await story.within(Promise.all([long, ...short]), SETTLES);
      const { waitTime, runTime } = pool.stats();
      story.did(
        `of four tasks, the first ran for more than ${HOLD} ms and the others waited for it`,
      );
      const got = Deno.inspect({ waitTime, runTime }, { colors: false });
      const cause =
        "wait times and run times are mixed up, or in another unit than milliseconds.";
      story.equal(waitTime.p50 >= HOLD && waitTime.p90 >= HOLD, true, {
        what:
          `whether at least half of the tasks waited ${HOLD} ms; the times are ${got}`,
        cause,
      });
      story.equal(runTime.max >= HOLD && runTime.p99 >= HOLD, true, {
        what: `whether one task ran ${HOLD} ms; the times are ${got}`,
        cause,
      });
      for (const { p50, p90, p99, max } of [waitTime, runTime]) {
        story.equal(
          [p50, p90, p99, max],
          [p50, p90, p99, max].toSorted((a, b) => a - b),
          {
            what: "p50, p90, p99 and max in this order",
            cause: "a percentile is computed wrongly.",
          },
        );
      }
    });
  },
);

lessonTest(
  "7.3.8 TimeHistogram.percentile() is at most 5 % too long",
  (story) => {
    story.equal(new TimeHistogram().percentile(50), 0, {
      what: "a percentile of no times at all",
      cause: "nothing was counted: there is nothing to divide by.",
    });
    const times = new TimeHistogram();
    for (let i = 1000; i >= 1; i--) times.record(i / 4);
    for (const percent of [1, 10, 50, 90, 99, 99.9, 100]) {
      const exact = percent * 10 / 4;
      const got = times.percentile(percent);
      story.equal(got >= exact && got <= exact * 1.05 && got <= 250, true, {
        what:
          `whether the ${percent}th percentile of 0.25, 0.5, … 250 ms is ${exact} to ${
            exact * 1.05
          }; percentile() gives ${got}`,
        cause:
          "of so many times, `percent` per cent are not longer than the percentile: count the times in the buckets, not the buckets.",
      });
    }
    const few = new TimeHistogram();
    for (const ms of [1, 10, 100]) few.record(ms);
    story.equal(
      [33, 34, 50, 67].map((percent) => few.percentile(percent)).map(
        Math.round,
      ),
      [1, 10, 10, 100],
      {
        what:
          "the 33rd, 34th, 50th and 67th percentile of 1, 10 and 100 ms, rounded",
        cause:
          "half of three times are at least two of them: what `percent` of them comes to is rounded up.",
      },
    );
    const same = new TimeHistogram();
    for (let i = 0; i < 99; i++) same.record(1);
    same.record(1000);
    story.equal(
      [same.percentile(99) < 1.05, same.percentile(100)],
      [true, 1000],
      {
        what:
          `whether the 99th percentile of 99 times 1 ms and once 1,000 ms is about 1 ms (it is ${
            same.percentile(99)
          }), and the 100th`,
        cause: "the percentile is off by one.",
      },
    );
  },
);
