import type { Conn } from "../../../lessons/7.2-thread-server/conn.ts";
import { linesOf } from "./lines.ts";
import { say } from "./say.ts";

/** Says what its client says, and then never comes back, if told so. */
export async function handle(conn: Conn): Promise<void> {
  for await (const line of linesOf(conn)) {
    await say(conn, line);
    if (line === "loop") {
      for (;;);
    } else if (line === "block") {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    }
  }
}
