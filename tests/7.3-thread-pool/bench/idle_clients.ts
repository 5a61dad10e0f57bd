/**
 * A server per request with four threads: how long 50 busy clients wait for
 * their answers, alone and beside 2,000 idle ones. Prints a table.
 *
 * ```sh
 * deno run -A tests/7.3-thread-pool/bench/idle_clients.ts
 * ```
 */
import { delay } from "@std/async";
import { poolServer } from "../../../solutions/7.3-thread-pool/pool_server.ts";
import { Client } from "../../harness/net/client.ts";

const IDLE = 2_000;
const BUSY = 50;
const REQUESTS = 200;
const ROUNDS = 6;

await using server = poolServer({
  per: "request",
  handler: new URL("./checksum.ts", import.meta.url),
  threads: 4,
  grace: 0,
});

function connect(count: number): Promise<Client[]> {
  return Promise.all(
    Array.from({ length: count }, () => Client.connect(server.addr)),
  );
}

/** Waits until the server has so many clients. */
async function settled(clients: number): Promise<void> {
  while (server.stats().active !== clients) await delay(10);
}

/** Idle clients in a process of their own, until disposed of. */
async function crowd(): Promise<AsyncDisposable> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      new URL("./crowd.ts", import.meta.url).href,
      `${server.addr.port}`,
      `${IDLE}`,
    ],
    stdin: "piped",
  }).spawn();
  await settled(IDLE);
  return {
    async [Symbol.asyncDispose]() {
      await child.stdin.close();
      await child.status;
      await settled(0);
    },
  };
}

/** How long each request of each busy client took, in milliseconds. */
async function latencies(): Promise<number[]> {
  const clients = await connect(BUSY);
  const times = await Promise.all(clients.map(async (client) => {
    const times: number[] = [];
    for (let i = 0; i < REQUESTS; i++) {
      const start = performance.now();
      await client.send("the quick brown fox\n");
      await client.line();
      times.push(performance.now() - start);
    }
    return times;
  }));
  for (const client of clients) client[Symbol.dispose]();
  return times.flat();
}

function percentile(times: number[], percent: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * percent / 100) - 1] ?? NaN;
}

const results = { alone: [] as number[], crowded: [] as number[] };
await latencies(); // Warms up.
for (let round = 0; round < ROUNDS; round++) {
  await settled(0);
  results.alone.push(...await latencies());
  await using _crowd = await crowd();
  results.crowded.push(...await latencies());
}

const row = (name: string, times: number[]) =>
  `${name.padEnd(28)}${
    [50, 90, 99].map((p) => percentile(times, p).toFixed(2).padStart(9)).join(
      "",
    )
  }`;
console.log(
  `${"milliseconds per request".padEnd(28)}      p50      p90      p99`,
);
console.log(row(`${BUSY} busy clients`, results.alone));
console.log(row(`… and ${IDLE} idle ones`, results.crowded));
const ratio = percentile(results.crowded, 99) / percentile(results.alone, 99);
console.log(`p99 with idle clients / without: ${ratio.toFixed(2)}`);
