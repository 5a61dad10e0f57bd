/// <reference lib="deno.worker" />
/**
 * The program of a client's thread: it gets its end of the connection, runs the
 * handler on it, and ends. The C counterpart is the function that is given to
 * `pthread_create()`; what C gives it as an argument comes by message here.
 */
import type { Handler } from "./given/conn.ts";
import { counted } from "./counted.ts";
import { holdLifeLock } from "../given/lifetime.ts";
import { PortConn } from "./port_conn.ts";
import type { StartMessage, ThreadMessage } from "./given/served_client.ts";

/** Posts to the accepting thread. */
function tell(message: ThreadMessage): void {
  self.postMessage(message);
}

async function run(): Promise<void> {
  await holdLifeLock(self.name);
  // TODO(7.2.3): Say "ready" (`tell()`) when the thread listens
  // (`self.onmessage`), and not before: what is posted to a worker that does
  // not listen yet may be lost. `serve()` the client when the StartMessage has
  // come. "done" comes last, once it is served and the connection is closed.
  throw new Error("TODO(7.2.3)");
}

/** Runs the handler on the connection, and closes it however that ends. */
async function serve({ port, handler, traffic }: StartMessage): Promise<void> {
  // TODO(7.2.3): Run `handle()` of the handler's module on a PortConn of the
  // port, as `counted()` returns it. However the handler ends, also if it
  // throws or its promise rejects, the connection is closed afterwards, not
  // sooner, and the error is passed on. The handler may have closed it itself.
  throw new Error("TODO(7.2.3)");
}

await run();
