import type { ThreadConn } from "../../../lessons/7.3-thread-pool/given/channel.ts";

/** How many bytes "flood" sends. */
export const FLOOD = 100_000;

/** A server of this handler with room for one client. */
export const SHORT = {
  handler: new URL("./short_handler.ts", import.meta.url),
  threads: 1,
  queue: 0,
};

/**
 * A handler that speaks first and leaves first: it greets, reads a line, does
 * what that says, and returns.
 */
export default function greet(conn: ThreadConn): void {
  const say = (text: string) => conn.write(new TextEncoder().encode(text));
  say("welcome\n");
  const buffer = new Uint8Array(1024);
  const length = conn.read(buffer);
  if (length === null) return;
  const text = new TextDecoder().decode(buffer.subarray(0, length));
  const [line = ""] = text.split("\n");
  const part = `${"x".repeat(999)}\n`;
  if (line === "flood") {
    for (let done = 0; done < FLOOD; done += part.length) say(part);
  }
  // Until the client is gone: then write() throws.
  while (line === "pour") say(part);
  say(`bye ${line}\n`);
  if (line === "throw") throw new RangeError("on purpose");
}
