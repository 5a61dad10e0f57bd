import type { Conn } from "../../../lessons/7.2-thread-server/conn.ts";
import { streamBytes } from "../stream_bytes.ts";
import { send } from "./say.ts";

/** How many bytes this handler replies. */
export const LENGTH = 16 * 1024 * 1024 + 3;

/** What it replies. */
export function replyBytes(): Uint8Array {
  return streamBytes(LENGTH, 728);
}

/** How many pieces, of a byte each, are still under way when it returns. */
const PIECES = 300;

/** Replies more than the system's buffers hold, and never reads. */
export async function handle(conn: Conn): Promise<void> {
  const bytes = replyBytes();
  await send(conn, bytes.subarray(0, -PIECES));
  for (let at = LENGTH - PIECES; at < LENGTH; at++) {
    await send(conn, bytes.subarray(at, at + 1));
  }
}
