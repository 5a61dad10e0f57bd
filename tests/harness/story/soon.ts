import { delay } from "@std/async";
import { quietTime } from "./quiet_time.ts";

/**
 * Whether `condition` comes true within `ms` milliseconds of quiet time. For
 * what a failed test tries out to find the mistake; a test itself waits with
 * the story's `eventually()`.
 */
export async function soon(
  condition: () => boolean,
  ms = 300,
): Promise<boolean> {
  const over = new AbortController();
  let late = false;
  quietTime(ms, over.signal).then(() => late = true, () => {});
  try {
    while (!condition() && !late) await delay(2);
    return condition();
  } finally {
    over.abort();
  }
}
