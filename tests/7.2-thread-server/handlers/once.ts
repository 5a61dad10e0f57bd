import type { Conn } from "../../../lessons/7.2-thread-server/given/conn.ts";
import { send } from "./say.ts";

/** Sends back what comes first, and returns. */
export async function handle(conn: Conn): Promise<void> {
  const buffer = new Uint8Array(100);
  const length = await conn.read(buffer);
  await send(conn, buffer.subarray(0, length ?? 0));
}
