import { assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { COURSE } from "./fixture/course.ts";

Deno.test({
  name: "given/client.ts gets an answer that comes after the end of its input",
  timeout: 30_000,
  async fn() {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = listener.addr as Deno.NetAddr;
    const file = fileURLToPath(new URL("lessons/given/client.ts", COURSE));
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-check", "-A", file, `${port}`],
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const typed = child.stdin.getWriter();
    await typed.write(new TextEncoder().encode("one\ntwö\n"));
    await typed.close();
    const conn = await listener.accept();
    let text = "";
    const decoder = new TextDecoder();
    const buffer = new Uint8Array(1024);
    for (;;) {
      const length = await conn.read(buffer);
      if (length === null) break;
      text += decoder.decode(buffer.subarray(0, length), { stream: true });
    }
    await conn.write(new TextEncoder().encode(text.toUpperCase()));
    conn.close();
    const { code, stdout, stderr } = await child.output();
    assertEquals(
      [code, decoder.decode(stdout), decoder.decode(stderr)],
      [0, "ONE\nTWÖ\n", "The server has closed the connection.\n"],
    );
  },
});
