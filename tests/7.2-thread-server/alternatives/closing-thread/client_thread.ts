/// <reference lib="deno.worker" />
import type { Handler } from "./given/conn.ts";
import { counted } from "./counted.ts";
import { holdLifeLock } from "../given/lifetime.ts";
import type { StartMessage } from "./given/served_client.ts";
import { PortConn } from "./port_conn.ts";

/** Serves one client, and ends the thread from within its program. */
async function run(): Promise<void> {
  await holdLifeLock(self.name);
  const started = Promise.withResolvers<StartMessage>();
  self.onmessage = ({ data }: MessageEvent) => started.resolve(data);
  self.postMessage("ready");
  const { port, handler, traffic } = await started.promise;
  const conn = new PortConn(port);
  try {
    const { handle }: { handle: Handler } = await import(handler);
    await handle(counted(conn, traffic));
  } finally {
    conn[Symbol.dispose]();
  }
  self.postMessage("done");
  self.close();
}

await run();
