import type { Stoppable, Trial } from "../harness/net/trial.ts";
import { type Id, means } from "./misconceptions.ts";
import type { Shows } from "./conn_end.ts";

/**
 * Waits for the end of `shutdown()`, which was called in this turn.
 *
 * @param shows What it shows when it does not resolve: an id, if `finished` has.
 */
export async function ended(
  t: Trial,
  server: Stoppable & { stats?(): { active: number } },
  shutdown: Promise<void>,
  { pending }: Shows = {},
): Promise<void> {
  let finished = false;
  let order: Id | undefined;
  server.finished.then(() => finished = true, () => {});
  const resolved = shutdown.then(() => {
    if (finished) return;
    order = (server.stats?.().active ?? 0) > 0
      ? "shutdown-resolves-too-early"
      : "resolves-before-finished";
  });
  const expected = "`shutdown()` resolves";
  const error = await t.within(
    resolved.then(() => {}, (error) => ({ error })),
    async () => ({
      expected,
      got: "it is still pending",
      ...means(
        typeof pending === "function"
          ? await pending()
          : finished
          ? pending
          : undefined,
      ),
    }),
  );
  if (error !== undefined) {
    if (String(error.error).includes("TODO(")) throw error.error;
    const got = `it rejected with ${error.error}`;
    t.fail({ expected, got, ...means("shutdown-rejects") });
  }
  t.holds(order === undefined, {
    expected: "`finished` has resolved when `shutdown()` resolves",
    got: "it has not",
    ...means(order),
  });
}

/** Notes in the story when a server says that it has ended, until disposed. */
export function endOf(
  t: Trial,
  server: Stoppable,
  shutdown: Promise<void>,
): { over: string[] } & Disposable {
  shutdown.catch(t.onError);
  const over: string[] = [];
  let isWatching = true;
  const note = (what: string) => () => {
    over.push(what);
    // How a test that has failed ends its server is no part of its story.
    if (isWatching) t.did(`${what} resolved`);
  };
  shutdown.then(note("`shutdown()`"), () => over.push("`shutdown()`"));
  server.finished.then(note("`finished`"), () => over.push("`finished`"));
  return {
    over,
    [Symbol.dispose]() {
      isWatching = false;
    },
  };
}
