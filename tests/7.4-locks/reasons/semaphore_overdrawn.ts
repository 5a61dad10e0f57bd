import { type Happened, script } from "../../harness/explorer/mod.ts";
import { Story } from "../../harness/story/story.ts";
import type { Shown } from "../misconceptions.ts";
import { OFFSET } from "../models/semaphore_stock.ts";
import { triedForNone } from "../models/semaphore_try.ts";

const PERMITS = OFFSET;

/** Why more threads are in than there are permits. */
export function whyOverdrawn(happened: Happened): Shown {
  if (happened.didNotLookAgain(PERMITS) !== undefined) {
    return "woken-means-owner";
  }
  if (happened.torn(PERMITS) !== undefined) {
    return "looks-and-takes-in-two-operations";
  }
  const tookNone = happened.insiders.some(({ thread }) => {
    const own = happened.on(PERMITS).filter((one) => one.thread === thread);
    const changes = happened.changes(PERMITS).filter((one) =>
      own.includes(one)
    );
    const sum = changes.reduce(
      (sum, one) => sum + Number(happened.after(one)) - Number(one.result),
      0,
    );
    return sum === 0 && own.at(-1)?.kind === "load";
  });
  if (!tookNone) return undefined;
  return {
    id: "goes-on-without-permits",
    method: triesInVain()
      ? "Semaphore.acquire()"
      : ["Semaphore.acquire()", "Semaphore.take()"],
  };
}

/** Whether #take() tells, at least to tryAcquire(), that it has taken none. */
function triesInVain(): boolean {
  try {
    const s = script(new Story(), triedForNone);
    s.run(0).toEnd();
    return s.logs(0)[0] === false;
  } catch {
    return false;
  }
}
