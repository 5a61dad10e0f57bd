/**
 * A process for each connection, for clients that send one line and want it
 * back in capitals. Server, child and two clients, all in this file:
 *
 *     deno run -A lessons/7.1-fork-server/given/example.ts
 *
 * @module
 */
const encoder = new TextEncoder();

/** The child: its whole input, in capitals. It knows nothing of sockets. */
async function child(): Promise<void> {
  const text = await new Response(Deno.stdin.readable).text();
  console.log(`${text.toUpperCase()} ${Deno.pid}`);
}

async function serve(conn: Deno.Conn): Promise<void> {
  using _closed = conn;
  const line = await readPiece(conn);
  // (1) What fork() is in Deno: another program, which has nothing of ours.
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", import.meta.filename ?? "", "child"],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  // (2) The socket stays here. What goes to the child is a copy of the bytes.
  const input = process.stdin.getWriter();
  await input.write(encoder.encode(line));
  await input.close();
  const { stdout } = await process.output(); // (3) waits for its end, too
  await conn.write(stdout);
}

/** What comes in one piece. That is enough for an example, and not for you. */
async function readPiece(conn: Deno.Conn): Promise<string> {
  const bytes = new Uint8Array(100);
  const length = await conn.read(bytes) ?? 0;
  return new TextDecoder().decode(bytes.subarray(0, length)).trim();
}

async function client(port: number, line: string): Promise<string> {
  using conn = await Deno.connect({ port });
  await conn.write(encoder.encode(line));
  return await readPiece(conn);
}

if (Deno.args[0] === "child") {
  await child();
} else {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  const answers = [client(port, "one\n"), client(port, "two\n")];
  // (4) accept() again at once: nobody waits for the first client's end.
  const first = serve(await listener.accept());
  const second = serve(await listener.accept());
  await Promise.all([first, second]);
  const [one, two] = (await Promise.all(answers)).map((it) => it.split(" "));
  console.log(`The clients got ${one?.[0]} and ${two?.[0]}.`);
  console.log(`From one process? ${one?.[1] === two?.[1] ? "Yes" : "No"}.`);
}
