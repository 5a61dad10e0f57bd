import type { Stoppable, Trial } from "../harness/net/trial.ts";

/** Waits for the end of `shutdown()`. */
export async function ended(
  t: Trial,
  server: Stoppable,
  shutdown: Promise<void>,
  cause: string,
): Promise<void> {
  await t.within(Promise.all([shutdown, server.finished]), {
    expected: "`shutdown()` and `finished` resolve",
    got: "after 5 seconds they have not",
    cause,
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
