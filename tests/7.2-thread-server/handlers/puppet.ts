/// <reference lib="deno.worker" />
/**
 * A handler that does what its client asks, line by line. First it says where
 * it runs.
 */
import type { Conn } from "../../../lessons/7.2-thread-server/given/conn.ts";
import { linesOf } from "./lines.ts";
import { AS_ASKED } from "./mod.ts";
import { say } from "./say.ts";

/** A thread that serves one client has a module state of its own. */
const id = crypto.randomUUID();
let clients = 0;

/** A word that nobody notifies. */
const NEVER = new Int32Array(new SharedArrayBuffer(4));

export async function handle(conn: Conn): Promise<void> {
  const worker = typeof DedicatedWorkerGlobalScope === "function";
  await say(conn, JSON.stringify({ worker, id, clients: ++clients }));
  let stays = false;
  for await (const line of linesOf(conn)) {
    const [command, argument = ""] = line.split(" ");
    switch (command) {
      case "bye":
        return await say(conn, "bye");
      case "stay":
        stays = true;
        await say(conn, "staying");
        break;
      case "burn":
        await say(conn, "burning");
        while (isThere(argument));
        await say(conn, "burnt");
        break;
      case "hold":
        await say(conn, "holding");
        while (isThere(argument)) Atomics.wait(NEVER, 0, 0, 1);
        break;
      case "throw":
        throw thrown();
      case "reject":
        Promise.reject(new RangeError(`rejected by the handler${AS_ASKED}`));
        break;
      case "timer":
        setTimeout(() => {
          throw new RangeError(`thrown in a timer${AS_ASKED}`);
        });
        break;
      case "hangup":
        conn.close();
        if (argument === "throw") throw thrown();
        if (stays) await new Promise(() => {});
        return;
      case "close":
        self.close();
        break;
      case "exit":
        Deno.exit(1);
        break;
      default:
        await say(conn, line);
    }
  }
  await say(conn, "end of input");
  if (stays) await new Promise(() => {});
}

function thrown(): RangeError {
  return new RangeError(`thrown by the handler${AS_ASKED}`);
}

function isThere(file: string): boolean {
  try {
    Deno.statSync(file);
    return true;
  } catch {
    return false;
  }
}
