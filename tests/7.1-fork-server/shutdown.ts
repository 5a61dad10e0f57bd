import type { Stoppable, Trial } from "../harness/net/trial.ts";
import { PATIENCE } from "../harness/story/story.ts";
import { TERM_TIME } from "./grace_is.ts";
import { type Id, means } from "./misconceptions.ts";
import type { Why } from "./puppets.ts";

/** A grace that no test waits for, in milliseconds. */
export const LONG = 60_000;

/** What it shows when a client within its grace is cut off. */
export const cut = (shows: Id): Why => (came) =>
  came === "the end"
    ? shows
    : typeof came === "object" && came.line === "end of input"
    ? {
      shows,
      got:
        `it gets "end of input": its child's stdin has ended, and the client has not closed its writing side`,
    }
    : undefined;

/**
 * Waits for the end of `shutdown()`; then nothing may be left.
 *
 * @param pending What it shows if it does not, though `finished` has.
 */
export async function ended(
  t: Trial,
  server: Stoppable,
  shutdown: Promise<void>,
  pending?: Id,
): Promise<void> {
  let finished = false;
  server.finished.then(() => finished = true, () => {});
  const run = () =>
    `children that run, by their ids: ${t.children().join(", ") || "none"}`;
  await t.within(shutdown, () => ({
    expected: "`shutdown()` resolves",
    got: `it is pending; ${run()}`,
    ...means(finished ? pending : undefined),
  }), PATIENCE + TERM_TIME);
  t.holds(finished, {
    expected: "`finished` has resolved when `shutdown()` resolves",
    got: `it has not; ${run()}`,
    ...means("resolves-too-early"),
  });
  t.equal(t.children(), [], {
    what: "the list of child processes once `shutdown()` has resolved",
  });
}
