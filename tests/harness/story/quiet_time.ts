import { delay } from "@std/async";
import { processTree, readProc, threadsOf } from "../processes/process_tree.ts";

/** How often it looks, in milliseconds. */
const TICK = 10;

/** How often it looks at each thread that it has started, which takes longer. */
const LONG_TICK = 50;

/** How many times as long it takes at most, however busy the machine is. */
const MOST = 8;

/**
 * Resolves after so many milliseconds of quiet time: time in which this process
 * had the processor when it wanted it, and no more programs wanted one than
 * there are, or none of those that this process has started did. On an idle
 * machine that is the time on the clock. On a busy one it is longer, so that a
 * test is patient with a program that gets its turn late, and still quick to
 * tell of one that waits for nothing. There is an end to that, or a test would
 * run out of its own time before it could tell anything.
 *
 * @throws {DOMException} With the name "AbortError", if `signal` was aborted.
 */
export async function quietTime(
  ms: number,
  signal?: AbortSignal,
): Promise<void> {
  let before = performance.now();
  const end = before + ms * MOST;
  let looked = -Infinity;
  let othersWant = false;
  for (let left = ms; left > 0 && before < end;) {
    await delay(Math.min(TICK, left), signal === undefined ? {} : { signal });
    const now = performance.now();
    // What is above a tick, this process has waited for its turn.
    const running = runnable() ?? 0;
    let share = 1;
    if (running > PROCESSORS) {
      if (now - looked >= LONG_TICK) {
        othersWant = wantsTurn(Deno.pid);
        looked = now;
      }
      if (othersWant) share = PROCESSORS / running;
    }
    left -= Math.min(now - before, TICK) * share;
    before = now;
  }
}

const PROCESSORS = navigator.hardwareConcurrency;

/**
 * Whether a thread of a process, but the one that asks, or of those below it runs,
 * waits for its turn, or for a disk. Who sleeps loses nothing on a busy
 * machine.
 */
export function wantsTurn(pid: number): boolean {
  const own = Deno.readLinkSync("/proc/thread-self").split("/").at(-1);
  return processTree(pid).some((process) =>
    threadsOf(process).some((thread) =>
      thread !== own &&
      /\) [RD] /.test(readProc(`${process}/task/${thread}/stat`))
    )
  );
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
