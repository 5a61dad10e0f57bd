import { settles } from "../given/lifetime.ts";

/** How long, in milliseconds, SIGTERM has to work before SIGKILL follows. */
const TERM_TIME = 500;

/** How {@linkcode endWithin} ends what does not end by itself. */
export interface Means {
  /** Asks all that still runs to end: SIGTERM. */
  terminate(): void;
  /** Ends all that still runs: SIGKILL. */
  kill(): void;
}

/**
 * Waits for the end of a server, and brings it about when it takes too long:
 * after `grace` milliseconds SIGTERM, and half a second later SIGKILL, as
 * systemd does with `TimeoutStopSec`. It never throws: `finished` tells its own
 * errors to those who wait for it.
 */
export async function endWithin(
  grace: number,
  finished: Promise<unknown>,
  { terminate, kill }: Means,
): Promise<void> {
  // TODO(7.1.7): Wait for `finished`, at most `grace` milliseconds. When it has
  // not come, `terminate()` and wait for it at most TERM_TIME more. When it
  // still has not come, `kill()`. `settles()` waits for you.
  // #region 7.1.7
  if (await settles(finished, grace)) return;
  terminate();
  if (await settles(finished, TERM_TIME)) return;
  kill();
  // #endregion
}
