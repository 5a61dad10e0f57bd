import { delay } from "@std/async";

/** How often it looks, in milliseconds. */
const TICK = 10;

/** How many times as long it takes at most, however busy the machine is. */
const MOST = 8;

/**
 * Resolves after so many milliseconds of quiet time: time in which this process
 * had the processor when it wanted it, and no more programs wanted one than
 * there are. On an idle machine that is the time on the clock. On a busy one it
 * is longer, so that a test is patient with a program that gets its turn late,
 * and still quick to tell of one that waits for nothing. There is an end to that,
 * or a test would run out of its own time before it could tell anything.
 *
 * @throws {DOMException} With the name "AbortError", if `signal` was aborted.
 */
export async function quietTime(
  ms: number,
  signal?: AbortSignal,
): Promise<void> {
  let before = performance.now();
  const end = before + ms * MOST;
  for (let left = ms; left > 0 && before < end;) {
    await delay(Math.min(TICK, left), signal === undefined ? {} : { signal });
    const now = performance.now();
    // What is above a tick, this process has waited for its turn.
    left -= Math.min(now - before, TICK) * share();
    before = now;
  }
}

/** Which part of a processor each program has that wants one now. */
function share(): number {
  const running = runnable();
  return running === undefined
    ? 1
    : Math.min(1, navigator.hardwareConcurrency / Math.max(1, running));
}

let readable = Deno.build.os === "linux";

/** How many threads of the machine run or could run; only Linux tells. */
function runnable(): number | undefined {
  if (!readable) return undefined;
  try {
    const text = Deno.readTextFileSync("/proc/loadavg");
    return Number(text.match(/ (\d+)\/\d+ /)?.[1] ?? 1);
  } catch {
    readable = false;
    return undefined;
  }
}
