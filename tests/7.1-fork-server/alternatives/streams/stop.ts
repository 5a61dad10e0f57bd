import { settles } from "../given/lifetime.ts";

const TERM_TIME = 500;

export interface Means {
  terminate(): void;
  kill(): void;
}

/** Asks twice whether all have ended: what has is not waited for. */
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
