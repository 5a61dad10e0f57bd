/**
 * How long something keeps the event loop from everything else, at most, in
 * milliseconds of this thread's own processor time: what other programs take
 * on a busy machine does not count. Linux only.
 */
export async function longestBlock(
  something: () => Promise<void>,
): Promise<number> {
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
