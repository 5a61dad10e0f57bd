import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { howMany } from "../harness/story/how_many.ts";
import type { Story } from "../harness/story/story.ts";
import { WorkerWatch } from "../harness/workers/watch.ts";
import { EndWatch } from "./end_watch.ts";
import { type Id, means } from "./misconceptions.ts";
import { bearLater } from "./untimed.ts";

/** Trials of a step that also look that no worker is left. */
export function watchedTrialsOf(
  step: string,
): (
  fn: (t: Trial, workers: WorkerWatch, ends: EndWatch) => Promise<void>,
) => (story: Story) => Promise<void> {
  const trial = trialsOf(step);
  return (fn) => async (story) => {
    using _later = bearLater(step);
    using workers = new WorkerWatch();
    using ends = new EndWatch(story, step);
    await trial((t) => fn(t, workers, ends))(story);
    await story.eventually(() => workers.live === 0, () => ({
      expected: "no worker is left when the server has ended",
      got: `${workers.live} of ${workers.started} still live`,
    }));
  };
}

/**
 * Waits until so many workers live, as many as there are clients.
 *
 * @param tooMany Looks what it shows that there are more.
 */
export async function workersLeft(
  t: Trial,
  workers: WorkerWatch,
  count: number,
  tooMany: () => Promise<Id> | Id = () => "never-terminated",
): Promise<void> {
  await t.eventually(() => workers.live === count, async () => {
    const { live, started } = workers;
    return {
      expected: `${howMany(count, "worker lives", "workers live")}, as ${
        howMany(count, "client is", "clients are")
      } left`,
      got: `${live} of ${started} that were started`,
      ...means(live < count ? "ends-all-clients" : await tooMany()),
    };
  });
}
