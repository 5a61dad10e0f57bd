import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { means } from "./misconceptions.ts";
import { entered, resolves, withPool } from "./pool/with_pool.ts";

lessonTest(
  "7.3.8 ThreadPool.stats() tells how long tasks waited and ran",
  async (story: Story) => {
    await withPool(story, { threads: 1 }, async (context) => {
      const { pool, gates } = context;
      const long = pool.submit({ act: "gate", gate: 0, label: 0 });
      await entered(story, context, 1);
      const short = [1, 2, 3].map((label) =>
        pool.submit({ act: "note", label })
      );
      const HOLD = 20;
      const start = performance.now();
      await story.eventually(() => performance.now() - start > HOLD, {
        expected: `${HOLD} ms pass`,
        got: "they do not",
      });
      gates.open(0);
      await resolves(story, Promise.all([long, ...short]), "each promise");
      const { waitTime, runTime } = pool.stats();
      story.did(
        `of four tasks, the first ran for more than ${HOLD} ms and the others waited for it`,
      );
      const isMixed = waitTime.p50 < HOLD &&
        (runTime.p50 >= HOLD || waitTime.max === runTime.max);
      story.holds(waitTime.p50 >= HOLD && waitTime.p90 >= HOLD, {
        expected: `waitTime.p50 is at least ${HOLD} ms`,
        got: `waitTime.p50 is ${waitTime.p50.toFixed(2)} ms, and runTime.p50 ${
          runTime.p50.toFixed(2)
        }`,
        ...means(isMixed ? "mixes-up-wait-and-run-times" : undefined),
      });
      story.holds(runTime.max >= HOLD && runTime.p99 >= HOLD, {
        expected: `runTime.max is at least ${HOLD} ms, and so is p99`,
        got: `they are ${runTime.max.toFixed(2)} and ${
          runTime.p99.toFixed(2)
        } ms`,
      });
      for (const [name, times] of Object.entries({ waitTime, runTime })) {
        const { p50, p90, p99, max } = times;
        story.holds(p50 <= p90 && p90 <= p99 && p99 <= max, {
          expected:
            `p50, p90, p99 and max of ${name}, none below the one before`,
          got: [p50, p90, p99, max].map((ms) => ms.toFixed(2)).join(", "),
          ...means(
            Math.max(p50, p90, p99) > max
              ? "percentile-exceeds-the-longest"
              : undefined,
          ),
        });
      }
    });
  },
);
