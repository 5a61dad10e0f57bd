/**
 * Two processes and a pipe. A pipe carries bytes and keeps no ends of messages:
 *
 *     deno run -A lessons/7.5-ipc/given/example.ts
 *
 * @module
 */
const MESSAGES = ["one", "four", "twenty-two\ntwenty-three"];

/** The child: sends each message, and something that ends it. */
async function child(end: string): Promise<void> {
  const output = Deno.stdout.writable.getWriter();
  for (const message of MESSAGES) {
    await output.write(new TextEncoder().encode(message + end));
  }
}

/** What comes from a child, in the pieces in which it is read. */
async function pieces(end: string): Promise<string[]> {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", import.meta.filename ?? "", "child", end],
    stdout: "piped",
  }).spawn();
  await process.status; // (1) it has ended: all its bytes wait in the pipe
  const reader = process.stdout.getReader({ mode: "byob" });
  const read: string[] = [];
  for (;;) {
    // (2) What read() gets is up to eight bytes, wherever a message ends.
    const { value, done } = await reader.read(new Uint8Array(8));
    if (done) return read;
    read.push(new TextDecoder().decode(value));
  }
}

/** (3) The pieces put together, and cut again where the sender has marked it. */
function lines(pieces: string[]): string[] {
  return pieces.join("").split("\n").slice(0, -1);
}

if (Deno.args[0] === "child") {
  await child(Deno.args[1] ?? "");
} else {
  const show = (what: string, got: string[]) =>
    console.log(`${what} ${JSON.stringify(got)}`);
  show("sent:    ", MESSAGES);
  show("as read: ", await pieces(""));
  show("as lines:", lines(await pieces("\n"))); // (4) still not what was sent
}
