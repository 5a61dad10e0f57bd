/// <reference lib="deno.worker" />
import type { Handler } from "./given/conn.ts";
import { counted } from "./counted.ts";
import { holdLifeLock } from "../given/lifetime.ts";
import type { StartMessage } from "./given/served_client.ts";
import { PortConn } from "./port_conn.ts";

self.onmessage = async ({ data }: MessageEvent<StartMessage>) => {
  const conn = new PortConn(data.port);
  try {
    const { handle }: { handle: Handler } = await import(data.handler);
    await handle(counted(conn, data.traffic));
  } finally {
    conn[Symbol.dispose]();
  }
  self.postMessage("done");
  self.close();
};

await holdLifeLock(self.name);
self.postMessage("ready");
