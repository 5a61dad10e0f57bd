import type { Story } from "../../harness/story/story.ts";
import { type Id, means } from "../misconceptions.ts";
import type { Act } from "../tasks/task.ts";
import { brief, type Mistake, type PoolTest, rejection } from "./with_pool.ts";

/** The ways in which a task can end its thread. */
export const CRASHES: Act[] = [
  { act: "uncaught", message: "on purpose" },
  { act: "unhandled", message: "on purpose" },
  { act: "close" },
];

/** How a task ends its thread. */
const HOW = {
  uncaught: "a throw in a timer",
  unhandled: "a rejection that nobody handles",
  close: "self.close()",
};

/**
 * Has a task end its thread, and checks how its promise rejects.
 *
 * @param mistake What it shows if that is not with a ThreadDiedError.
 */
export async function crash(
  story: Story,
  { pool }: PoolTest,
  act: Act,
  mistake: Mistake = () => undefined,
): Promise<void> {
  const reason = "message" in act ? act.message : "self.close()";
  story.did(
    `a task was submitted that ends its thread by ${
      HOW[act.act as keyof typeof HOW]
    }${"message" in act ? ` (${act.message})` : ""}`,
  );
  const error = await rejection(
    story,
    pool.submit(act),
    "the promise of a task whose thread ends",
    (got) =>
      got !== "pending" && "value" in got
        ? "resolves-the-task-of-a-dead-thread"
        : mistake(got),
  );
  story.holds(error?.name === "ThreadDiedError", {
    expected: "it rejects with a ThreadDiedError",
    got: `it rejected with ${brief(error)}`,
    ...means(
      await mistake({ error }) ??
        (typeof error === "string" || error?.constructor === Error
          ? "dies-by-another-error"
          : undefined),
    ),
  });
  const named: Id | undefined = /\bthread \d+ of /.test(error.message)
    ? undefined
    : "tells-another-thread";
  story.holds(named === undefined && error.message.includes(reason), {
    expected:
      `the error tells which thread has ended (thread 1 of …) and why: ${reason}`,
    got: error.message,
    ...means(named ?? await mistake({ error }) ?? "does-not-say-why-it-ended"),
  });
  const { message } = error;
  story.holds(message.search(/\bthread \d+ of /) < message.indexOf(reason), {
    expected: "the error tells the thread that has ended, and then why",
    got: message,
    ...means("mixes-up-thread-and-reason"),
  });
}
