import type { Script } from "../harness/explorer/mod.ts";
import type { Reason } from "./because.ts";

/** So many times a thread is woken and finds that another was faster. */
const ROUNDS = 10;

/** Names whoever goes on, or throws, when one has been woken more than once. */
export const givesUp: Reason = ({ events }) => {
  const woken = events.filter(({ kind }) => kind === "woken");
  return new Set(woken.map(({ thread }) => thread)).size < woken.length
    ? "loses-patience"
    : undefined;
};

/**
 * Has thread 0, which sleeps on a word of its own inside of a lock, unlock and
 * lock again before the others come to look: they must wait on, each time.
 *
 * @param inside Where that word lies, in bytes.
 */
export function waitOn(
  s: Script,
  threads: readonly number[],
  inside: number,
): void {
  for (let round = 0; round < ROUNDS; round++) {
    s.wakeSpuriously(0);
    s.run(0).steps(200);
    const status = s.status(0);
    // A lock that is fair keeps thread 0 out, for it is another one's turn.
    if (status.state !== "asleep" || status.word !== inside / 4) return;
    for (const thread of threads) {
      if (s.status(thread).state === "asleep") continue;
      s.run(thread, "T0 holds the lock again: whoever came too late waits on")
        .untilBlocked();
    }
  }
}
