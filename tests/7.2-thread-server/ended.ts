import type { Stoppable, Trial } from "../harness/net/trial.ts";
import { type Id, means } from "./misconceptions.ts";
import type { Shows } from "./conn_end.ts";

/**
 * Waits for the end of `shutdown()`, which was called in this turn.
 *
 * @param shows What it shows when it does not resolve.
 */
export async function ended(
  t: Trial,
  server: Stoppable,
  shutdown: Promise<void>,
  { pending }: Shows = {},
): Promise<void> {
  let finished = false;
  let order: Id | undefined;
  server.finished.then(() => finished = true, () => {});
  const resolved = shutdown.then(() => {
    if (!finished) order = "resolves-before-finished";
  });
  await t.within(resolved, async () => ({
    expected: "`shutdown()` resolves",
    got: "it is still pending",
    ...means(typeof pending === "function" ? await pending() : pending),
  }));
  t.holds(order === undefined, {
    expected: "`finished` has resolved when `shutdown()` resolves",
    got: "it has not",
    ...means(order),
  });
}

/** Notes whether a server says that it has ended. */
export function endOf(
  t: Trial,
  server: Stoppable,
  shutdown: Promise<void>,
): { over: boolean } {
  shutdown.catch(t.onError);
  const end = { over: false };
  const note = () => {
    end.over = true;
  };
  shutdown.then(note, note);
  server.finished.then(note, note);
  return end;
}
