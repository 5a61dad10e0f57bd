import { type Conn, writeAll } from "./conn.ts";

/** Sends back what comes, until the client has sent its last byte. */
export async function handle(conn: Conn): Promise<void> {
  // Each write() over a port is a message: few large ones cost less.
  const buffer = new Uint8Array(512 * 1024);
  for (;;) {
    const length = await conn.read(buffer);
    if (length === null) return;
    await writeAll(conn, buffer.subarray(0, length));
  }
}
