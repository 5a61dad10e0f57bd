import type { Channel } from "./channel.ts";
import { writeAll } from "./frames.ts";

/** Carries what the client sends to its channel, until the client's last byte. */
export async function upstream(
  conn: Deno.TcpConn,
  { input }: Channel,
): Promise<void> {
  const buffer = new Uint8Array(16 * 1024);
  for (let length; (length = await conn.read(buffer)) !== null;) {
    for (let done = 0; done < length;) {
      done += await input.writeAsync(buffer.subarray(done, length));
    }
  }
  input.end();
}

/** Carries what the thread writes to the client, until the channel's end. */
export async function downstream(
  conn: Deno.TcpConn,
  { output }: Channel,
): Promise<void> {
  const buffer = new Uint8Array(16 * 1024);
  for (let length; (length = await output.readAsync(buffer)) !== null;) {
    await writeAll(conn, buffer.subarray(0, length));
  }
  await conn.closeWrite();
}
