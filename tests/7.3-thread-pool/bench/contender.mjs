/**
 * One pool with two threads, in a process of its own, under Deno or Node. It
 * reads `<kind> <seconds>` from stdin, line by line, keeps 64 tasks in flight for
 * so long, and writes how many were done per second.
 */
import process from "node:process";
import { createInterface } from "node:readline";

const THREADS = 2;
const IN_FLIGHT = 64;
const module = new URL("./task.mjs", import.meta.url);

const pools = {
  async ours() {
    const { ThreadPool } = await import(
      "../../../solutions/7.3-thread-pool/thread_pool.ts"
    );
    const pool = new ThreadPool(module, { threads: THREADS });
    return (task) => pool.submit(task);
  },
  async piscina() {
    const { Piscina } = await import("piscina");
    const pool = new Piscina({
      filename: module.href,
      minThreads: THREADS,
      maxThreads: THREADS,
    });
    return (task) => pool.run(task);
  },
  async tinypool() {
    const { Tinypool } = await import("tinypool");
    const pool = new Tinypool({
      filename: module.href,
      minThreads: THREADS,
      maxThreads: THREADS,
    });
    return (task) => pool.run(task);
  },
};

const kinds = {
  tiny: (i) => i,
  bytes: () => new Uint8Array(64 * 1024),
};

async function rate(run, make, seconds) {
  let done = 0;
  const start = performance.now();
  const end = start + seconds * 1000;
  await Promise.all(Array.from({ length: IN_FLIGHT }, async () => {
    while (performance.now() < end) {
      await run(make(done));
      done++;
    }
  }));
  return done / (performance.now() - start) * 1000;
}

const run = await pools[process.argv[2]]();
for await (const line of createInterface({ input: process.stdin })) {
  const [kind, seconds] = line.split(" ");
  console.log(String(await rate(run, kinds[kind], Number(seconds))));
}
process.exit();
