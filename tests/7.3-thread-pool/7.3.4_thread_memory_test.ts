import { collectGarbage } from "../harness/garbage.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { means } from "./misconceptions.ts";
import { runLoop } from "./pool/run_loop.ts";

lessonTest(
  "7.3.4 poolThread keeps no result of a task that has ended",
  async (story: Story) => {
    const TASKS = 100;
    const results: WeakRef<object>[] = [];
    const last = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const running = runLoop(story, (task) => {
      if (task === TASKS) {
        begun.resolve();
        return last.promise;
      }
      const result = { task };
      results.push(new WeakRef(result));
      return result;
    }, TASKS + 1);
    running.catch(() => {});
    await Promise.race([begun.promise, running]);
    await collectGarbage();
    const kept = results.filter((result) => result.deref() !== undefined);
    last.resolve();
    const { thrown } = await running;
    if (thrown !== undefined) throw thrown.error;
    story.did(`${TASKS} tasks ended, and all garbage was collected`);
    // The last ones may still be in somebody's hands.
    story.holds(kept.length < TASKS / 10, {
      expected: "none of their results is still in memory",
      got: `${kept.length} of them are`,
      ...means("keeps-results"),
    });
  },
);
