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
 * after `grace` milliseconds SIGTERM, and half a second later SIGKILL. (Unlike
 * here, systemd sends SIGTERM first and waits then.) It never throws: whoever
 * waits for `finished` is told its errors there.
 */
export async function endWithin(
  grace: number,
  finished: Promise<unknown>,
  { terminate, kill }: Means,
): Promise<void> {
  for (const [time, act] of [[grace, terminate], [TERM_TIME, kill]] as const) {
    const inTime = await settles(finished, time);
    if (!inTime) act();
  }
}
