/// <reference lib="deno.worker" />
/**
 * A handler that does what its client asks, line by line. First it says where
 * it runs.
 */
import type { Conn } from "../../../lessons/7.2-thread-server/conn.ts";
import { linesOf } from "./lines.ts";
import { say } from "./say.ts";

/** A thread that serves one client has a module state of its own. */
const id = crypto.randomUUID();
let clients = 0;

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
        burnWhile(argument);
        await say(conn, "burnt");
        break;
      case "throw":
        throw new RangeError("thrown by the handler");
      case "reject":
        Promise.reject(new RangeError("rejected by the handler"));
        break;
      case "timer":
        setTimeout(() => {
          throw new RangeError("thrown in a timer");
        });
        break;
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

/** Keeps the processor busy as long as a file is there. */
function burnWhile(file: string): void {
  for (;;) {
    try {
      Deno.statSync(file);
    } catch {
      return;
    }
  }
}
