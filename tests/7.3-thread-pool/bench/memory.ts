/**
 * A million tasks through one pool: how much memory the process takes after
 * each hundred thousand. Prints a table.
 *
 * ```sh
 * deno run -A --v8-flags=--expose-gc tests/7.3-thread-pool/bench/memory.ts
 * ```
 */
import { ThreadPool } from "../../../solutions/7.3-thread-pool/thread_pool.ts";

const { gc } = globalThis as unknown as { gc?: () => void };
const signal = new AbortController().signal;
await using pool = new ThreadPool<number, number>(
  new URL("./task.mjs", import.meta.url),
  { threads: 2 },
);

async function run(tasks: number): Promise<void> {
  let left = tasks;
  await Promise.all(Array.from({ length: 64 }, async () => {
    while (left-- > 0) await pool.submit(left, { signal });
  }));
}

const MB = 1024 * 1024;
console.log("    tasks   resident MB   heap MB");
await run(50_000);
for (let done = 0; done <= 1_000_000; done += 100_000) {
  gc?.();
  const { rss, heapUsed } = Deno.memoryUsage();
  const cells = [(rss / MB).toFixed(1), (heapUsed / MB).toFixed(2)];
  console.log(
    `${done.toLocaleString("en").padStart(9)}${cells[0]?.padStart(14)}${
      cells[1]?.padStart(10)
    }`,
  );
  if (done < 1_000_000) await run(100_000);
}
