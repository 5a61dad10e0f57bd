import type { ThreadConn } from "../../../lessons/7.3-thread-pool/given/channel.ts";
import { obey } from "./conversation.ts";

/** Answers a client line by line, as long as it stays. */
export default async function converse(conn: ThreadConn): Promise<void> {
  const buffer = new Uint8Array(1024);
  let rest = "";
  for (let length; (length = conn.read(buffer)) !== null;) {
    rest += new TextDecoder().decode(buffer.subarray(0, length));
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      conn.write(new TextEncoder().encode(`${await obey(line)}\n`));
    }
  }
}
