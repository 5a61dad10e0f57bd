/**
 * A client to try servers by hand, as `nc` is: it sends what you type, a line
 * at a time, and shows what comes back. Ctrl-D ends what you send, and nothing
 * else: the answer can still come.
 *
 *     deno run -A lessons/given/client.ts 8080
 *
 * @module
 */
const conn = await Deno.connect({ port: Number(Deno.args[0] ?? 8080) });

async function send(): Promise<void> {
  const buffer = new Uint8Array(1024);
  for (;;) {
    const length = await Deno.stdin.read(buffer);
    if (length === null) return await conn.closeWrite();
    for (let done = 0; done < length;) {
      done += await conn.write(buffer.subarray(done, length));
    }
  }
}

async function show(): Promise<void> {
  const buffer = new Uint8Array(1024);
  const decoder = new TextDecoder();
  for (;;) {
    const length = await conn.read(buffer);
    if (length === null) return;
    const text = decoder.decode(buffer.subarray(0, length), { stream: true });
    await Deno.stdout.write(new TextEncoder().encode(text));
  }
}

// Whether sending works shows in what comes back.
send().catch(() => {});
await show();
console.error("The server has closed the connection.");
Deno.exit();
