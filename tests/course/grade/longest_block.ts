import { assertLess } from "@std/assert";

/** How long, in milliseconds, nothing may keep the event loop. */
const LIMIT = 100;

/** How often something is done again that has blocked for too long. */
const TURNS = 3;

/**
 * Fails if something keeps the event loop from everything else for too long. It
 * counts this thread's own processor time: what other programs take on a busy
 * machine does not count. What a virtual machine's host takes away does, but does
 * not come each time: what blocks is done again. Linux only.
 */
export async function assertNeverBlocks(
  something: () => Promise<void>,
): Promise<void> {
  let least = Infinity;
  for (let turn = 0; turn < TURNS && least >= LIMIT; turn++) {
    least = Math.min(least, await longestBlock(something));
  }
  assertLess(least, LIMIT);
}

async function longestBlock(something: () => Promise<void>): Promise<number> {
  let longest = 0;
  let last = processorTime();
  const timer = setInterval(() => {
    const now = processorTime();
    longest = Math.max(longest, now - last);
    last = now;
  }, 5);
  try {
    await something();
  } finally {
    clearInterval(timer);
  }
  return longest;
}

function processorTime(): number {
  const [nanoseconds] = Deno.readTextFileSync("/proc/thread-self/schedstat")
    .split(" ");
  return Number(nanoseconds) / 1e6;
}
