import { type Conn, writeAll } from "./conn.ts";

/** Sends back what comes, until the client has sent its last byte. */
export async function handle(conn: Conn): Promise<void> {
  const buffer = new Uint8Array(64 * 1024);
  for (;;) {
    const length = await conn.read(buffer);
    if (length === null) return;
    await writeAll(conn, buffer.subarray(0, length));
  }
}
