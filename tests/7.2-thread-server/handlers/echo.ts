import type { Conn } from "../../../lessons/7.2-thread-server/given/conn.ts";
import { send } from "./say.ts";

/** Sends back what comes. */
export async function handle(conn: Conn): Promise<void> {
  const buffer = new Uint8Array(100_000);
  for (;;) {
    const length = await conn.read(buffer);
    if (length === null) return;
    await send(conn, buffer.subarray(0, length));
  }
}
