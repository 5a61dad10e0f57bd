import type { Conn } from "../../../lessons/7.2-thread-server/given/conn.ts";

/** The lines that a client sends, without their ends. */
export async function* linesOf(conn: Conn): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(1024);
  let rest = "";
  for (;;) {
    const length = await conn.read(buffer);
    if (length === null) return;
    rest += decoder.decode(buffer.subarray(0, length), { stream: true });
    const whole = rest.split("\n");
    rest = whole.pop() ?? "";
    yield* whole;
  }
}
