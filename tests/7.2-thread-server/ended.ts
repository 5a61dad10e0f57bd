import type { Stoppable, Trial } from "../harness/net/trial.ts";

/** Waits for the end of `shutdown()`. */
export async function ended(
  t: Trial,
  server: Stoppable,
  shutdown: Promise<void>,
  cause: string,
): Promise<void> {
  let finished = false;
  server.finished.then(() => finished = true, () => {});
  await t.within(shutdown, {
    expected: "`shutdown()` resolves",
    got: "it is still pending",
    cause,
  });
  t.holds(finished, {
    expected: "`finished` has resolved when `shutdown()` resolves",
    got: "it has not",
    cause: "`shutdown()` does not wait until the server has finished",
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
