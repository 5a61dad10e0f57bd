import type { Conn } from "../../../lessons/7.2-thread-server/given/conn.ts";
import { linesOf } from "./lines.ts";
import { say } from "./say.ts";

/** A word that nobody notifies. */
const NEVER = new Int32Array(new SharedArrayBuffer(4));

/** Says what its client says, and then never comes back, if told so. */
export async function handle(conn: Conn): Promise<void> {
  for await (const line of linesOf(conn)) {
    await say(conn, line);
    // A loop that rests leaves the processor to other tests.
    if (line === "loop") { for (;;) Atomics.wait(NEVER, 0, 0, 5); }
    if (line === "block") Atomics.wait(NEVER, 0, 0);
  }
}
