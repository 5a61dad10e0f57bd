/**
 * The program that serves one client: it copies its standard input to its
 * standard output until the input ends. What it reads is what the client sent,
 * what it writes is what the client gets. Like a program under inetd, it never
 * sees the socket. In C: `serve_client()` of given/c/server.h.
 */
async function echo(): Promise<void> {
  const buffer = new Uint8Array(64 * 1024);
  // TODO(7.1.1): What comes from `Deno.stdin` goes to `Deno.stdout`, byte for
  // byte, until the input ends: `read()` is null then. Write all that has come
  // before you read on, as a client may wait for its answer. Only a part of
  // `buffer` is new after a read, and `write()` may take only a part of what
  // you hand it: it returns how many bytes it took.
  throw new Error("TODO(7.1.1)");
}

await echo();
