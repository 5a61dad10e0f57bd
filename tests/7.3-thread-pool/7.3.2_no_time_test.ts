import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { runThreads } from "../harness/threads/run_threads.ts";
import { means } from "./misconceptions.ts";
import { sharedQueue } from "./threads/queue.ts";

/** What `waitFor()` says of a limit below 0. */
const BELOW_0 = /Cannot wait for condition as 'ms' .*received -/;

/** What the calls of lookAtOnce() return, in order. */
const RIGHT = [true, 1, true, 1, undefined, true, false, 1];

/** How many of those calls have much time, and how many have some. */
const [MUCH, SOME] = [2, 4];

const methodOf = (call: string) => `BoundedQueue.${call.split("(")[0]}()`;

lessonTest(
  "7.3.2 BoundedQueue.tryPush() and tryPop() look once when they have no time",
  async (story: Story) => {
    const { shared, job } = sharedQueue(1);
    const [told] = await runThreads(story, shared, [job("lookAtOnce", 0)], {
      expected: "tryPush() and tryPop() return when they have no time",
    });
    story.did("its clock moved on by 10 ms each time it was read");
    for (const [call = "", got = ""] of told as [string, string][]) {
      story.holds(!BELOW_0.test(got), {
        expected: `${call} returns, also when no time is left`,
        got,
        ...means("rest-below-zero"),
        method: methodOf(call),
      });
    }
    const calls = told as [string, string][];
    const wrong = calls.findIndex(([, got], i) =>
      got !== `it returned ${RIGHT[i]}`
    );
    const [call = "", got = ""] = calls[wrong] ?? [];
    const gaveUp = /with/.test(call) && /false|undefined/.test(got);
    story.holds(wrong < 0, {
      expected: `${call} returns ${RIGHT[wrong]}`,
      got,
      // With much time, the same calls have not given up.
      ...means(
        !gaveUp || wrong < MUCH
          ? undefined
          : wrong < SOME
          ? "gives-up-by-the-clock"
          : "does-not-look-without-time",
      ),
      method: methodOf(call),
    });
  },
);
