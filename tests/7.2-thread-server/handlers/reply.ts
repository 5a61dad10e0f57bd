import type { Conn } from "../../../lessons/7.2-thread-server/conn.ts";
import { streamBytes } from "../stream_bytes.ts";
import { send } from "./say.ts";

/** How many bytes this handler replies. */
export const LENGTH = 16 * 1024 * 1024 + 3;

/** What it replies. */
export function replyBytes(): Uint8Array {
  return streamBytes(LENGTH, 728);
}

/** Replies more than the system's buffers hold, and never reads. */
export async function handle(conn: Conn): Promise<void> {
  await send(conn, replyBytes());
}
