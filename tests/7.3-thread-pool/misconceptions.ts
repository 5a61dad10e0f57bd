import { leftATimer, meaningsOf } from "../harness/story/misconceptions.ts";
import { attempts } from "./misconceptions/attempts.ts";
import { full } from "./misconceptions/full.ts";
import { queue } from "./misconceptions/queue.ts";
import { server } from "./misconceptions/server.ts";
import { shutdown } from "./misconceptions/shutdown.ts";
import { submit } from "./misconceptions/submit.ts";
import { supervision } from "./misconceptions/supervision.ts";
import { thread } from "./misconceptions/thread.ts";

/** What wrong code of lesson 7.3 shows, by ids. */
export const misconceptions = {
  ...queue,
  ...attempts,
  ...thread,
  ...submit,
  ...full,
  ...supervision,
  ...shutdown,
  ...server,
};

/** The id of a misconception of lesson 7.3. */
export type Id = keyof typeof misconceptions;

/** What a pool server's task rejects with: of the pool, or of its handler. */
const OF_A_TASK =
  /^(?:Pool(?:Closed|Broken)|ThreadDied)Error|^PoolFullError[^]*RequestServer|\bat SlotDesk\.serve /;

/** The misconception of a failure in which no assertion speaks. */
export function recognise(
  { step, test = "", failure }: {
    step?: string;
    test?: string;
    failure?: { kind: string; message?: string; error?: string; busy?: true };
  },
): Id | undefined {
  const error = failure?.error ?? "";
  if (
    step === "7.3.9" &&
    /Listener has been closed.*acceptAll/s.test(error)
  ) {
    return "takes-the-close-for-an-error";
  }
  if (
    step === "7.3.9" && failure?.kind === "threw" && OF_A_TASK.test(error)
  ) {
    return test.includes("RequestServer")
      ? "nobody-awaits-the-reply"
      : "nobody-awaits-the-task";
  }
  // A model's views are of use while its threads run, and not afterwards.
  if (
    /^7\.3\.[1-3]$/.test(step ?? "") &&
    /^TypeError: .*typed array[^]*(condition|mutex)\.ts/i.test(error)
  ) {
    return "puts-off-a-part";
  }
  if (step === "7.3.8" && error.startsWith("QueueClosedError")) {
    return "closes-the-queue-too-early";
  }
  // A thread that nobody waited for leaves its lock as well.
  const isLocked = /lock/i.test(failure?.message ?? "");
  if (step === "7.3.7" && leftATimer(failure) && !isLocked) {
    return "starts-the-next-one-later";
  }
  return failure?.kind === "hung" && failure.busy && step === "7.3.8"
    ? "shutdown-spins"
    : undefined;
}

/** Names a misconception of lesson 7.3 in a verdict. */
export const means = meaningsOf(misconceptions);
