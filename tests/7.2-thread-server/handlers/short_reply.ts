import type { Conn } from "../../../lessons/7.2-thread-server/given/conn.ts";
import { reply } from "./reply.ts";

/** How many bytes this handler replies: more than may be under way to it. */
export const LENGTH = 3 * 1024 * 1024 + 3;

/** Replies to a client that reads at once, and never reads. */
export async function handle(conn: Conn): Promise<void> {
  await reply(conn, LENGTH);
}
