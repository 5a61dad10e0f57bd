import type { Story } from "../../harness/story/story.ts";
import type { PoolTest } from "./with_pool.ts";

/** Why no thread is busy when shutdown() is called. */
export const BUSY = "the thread does not begin the task.";

/** What a test tells when shutdown() or a task before it stays pending. */
export const ENDS = {
  expected: "shutdown() resolves when nothing is left to wait for",
  got: "it does not",
  cause:
    "a promise that shutdown() waits for never settles, or the threads are not ended.",
};

/** Waits until the pool has no worker any more. */
export async function nothingIsLeft(
  story: Story,
  { workers }: PoolTest,
): Promise<void> {
  await story.eventually(() => workers.live <= 0, () => ({
    expected: "no worker is left after shutdown()",
    got: `${workers.live} are`,
    cause: "the threads still sleep: shutdown() must end them.",
  }));
}
