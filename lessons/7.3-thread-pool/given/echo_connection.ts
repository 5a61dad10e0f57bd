import type { ThreadConn } from "./channel.ts";

/** Sends back what comes, until the client has sent its last byte. */
export default function echo(conn: ThreadConn): void {
  const buffer = new Uint8Array(16 * 1024);
  for (let length; (length = conn.read(buffer)) !== null;) {
    conn.write(buffer.subarray(0, length));
  }
}
