/** Serves many clients, one after the other, and says what is left of them. */
import { delay } from "@std/async";
import { threadServer } from "../../../lessons/7.2-thread-server/thread_server.ts";
import type { Stats } from "../../../lessons/given/server.ts";
import { Client } from "../../harness/net/client.ts";
import { sockets, withoutProc } from "../../harness/processes/proc.ts";
import { workerThreads } from "../../harness/workers/worker_threads.ts";
import { ONCE } from "../handlers/mod.ts";

/**
 * What is left; sockets and workers are those that were not there before. Of
 * descriptors, a thread that closes itself leaves some of Deno's own.
 */
export interface Left {
  threads: number;
  workers: number;
  sockets: number;
  stats: Stats;
}

const server = threadServer({ handler: ONCE });

/** A client that is served, and has not hung up. */
async function served(): Promise<Client> {
  const client = await Client.connect(server.addr);
  await client.send("hello\n");
  const heard = await client.rest();
  if (heard !== "hello\n") throw new Error(`A client heard ${heard}`);
  return client;
}

async function serveOne(): Promise<void> {
  using _client = await served();
}

/** Gives the last client's thread the time to end. */
async function settle(): Promise<void> {
  const end = performance.now() + 4_000;
  while (server.stats().active > 0 || (workerThreads() ?? []).length > 0) {
    if (performance.now() > end) return;
    await delay(1);
  }
}

if (import.meta.main) {
  // The first connection opens what Deno opens only once.
  await serveOne();
  await settle();
  const before = withoutProc ? 0 : sockets();
  using _stays = await served();
  for (let left = Number(Deno.args[0]); left > 0; left--) {
    await serveOne();
  }
  await settle();
  const left: Left = {
    threads: server.threads.length,
    workers: (workerThreads() ?? []).length,
    sockets: withoutProc ? 0 : Math.max(0, sockets() - before),
    stats: server.stats(),
  };
  console.log(JSON.stringify(left));
  Deno.exit();
}
