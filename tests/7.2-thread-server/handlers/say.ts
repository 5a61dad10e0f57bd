import type { Conn } from "../../../lessons/7.2-thread-server/given/conn.ts";

const encoder = new TextEncoder();

/** Writes a line. */
export async function say(conn: Conn, line: string): Promise<void> {
  await send(conn, encoder.encode(`${line}\n`));
}

/** Writes all of `bytes`. */
export async function send(conn: Conn, bytes: Uint8Array): Promise<void> {
  for (let sent = 0; sent < bytes.length;) {
    sent += await conn.write(bytes.subarray(sent));
  }
}
