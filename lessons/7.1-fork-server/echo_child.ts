/**
 * The program that serves one client: it copies its standard input to its
 * standard output until the input ends. What it reads is what the client sent,
 * what it writes is what the client gets; it never sees the socket, as a
 * program under inetd. The C counterpart is the chapter's `handle_client()`.
 */
async function echo(): Promise<void> {
  const buffer = new Uint8Array(64 * 1024);
  // TODO(7.1.1): Read from `Deno.stdin` into `buffer` until the input ends
  // (`read()` gives null), and write all that came to `Deno.stdout` before you
  // read on. `write()` may take fewer bytes than you hand it: it returns how
  // many.
  throw new Error("TODO(7.1.1)");
}

await echo();
