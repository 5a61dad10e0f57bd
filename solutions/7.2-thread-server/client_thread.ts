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
  // TODO(7.2.3): Listen with `self.onmessage` for the StartMessage, and only
  // then `tell("ready")`: what is posted to a worker before it listens is lost.
  // When the message is there, `serve()` the client, then `tell("done")`.
  // #region 7.2.3
  const start = new Promise<StartMessage>((resolve) => {
    self.onmessage = ({ data }: MessageEvent<StartMessage>) => resolve(data);
  });
  tell("ready");
  await serve(await start);
  tell("done");
  // #endregion
}

/** Runs the handler on the connection, and closes it however that ends. */
async function serve({ port, handler, traffic }: StartMessage): Promise<void> {
  // TODO(7.2.3): Make a PortConn of the port, import the handler's module, and
  // wait for its `handle()`. Pass it the connection as `counted()` returns it.
  // The connection must be closed at the end, also when the handler throws:
  // `using` does that.
  // #region 7.2.3
  using conn = new PortConn(port);
  const { handle }: { handle: Handler } = await import(handler);
  await handle(counted(conn, traffic));
  // #endregion
}

await run();
