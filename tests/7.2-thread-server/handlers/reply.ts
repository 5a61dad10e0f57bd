import type { Conn } from "../../../lessons/7.2-thread-server/given/conn.ts";
import { streamBytes } from "../stream_bytes.ts";
import { send } from "./say.ts";

/** How many bytes this handler replies: more than the system's buffers hold. */
export const LENGTH = 16 * 1024 * 1024 + 3;

/** The first bytes of a reply. */
export function replyBytes(length = LENGTH): Uint8Array<ArrayBuffer> {
  return streamBytes(length, 728);
}

/** How many pieces, of a byte each, are still under way when it returns. */
const PIECES = 300;

/** Sends the first bytes of a reply, and never reads. */
export async function reply(conn: Conn, length: number): Promise<void> {
  const bytes = replyBytes(length);
  await send(conn, bytes.subarray(0, -PIECES));
  for (let at = length - PIECES; at < length; at++) {
    await send(conn, bytes.subarray(at, at + 1));
  }
}

/** Sends a whole reply, and never reads. */
export async function handle(conn: Conn): Promise<void> {
  await reply(conn, LENGTH);
}
