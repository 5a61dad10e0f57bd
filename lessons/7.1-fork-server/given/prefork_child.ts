/**
 * One of the children of a prefork server: it has the server's port to itself
 * and its siblings, and echoes all its clients from one event loop.
 *
 * Arguments: hostname, port. On stdout it tells its parent, a line each, what
 * Apache's children write to the scoreboard: "listening" once, "accepted" and
 * "closed" for each client. The end of its stdin asks it to stop: it serves
 * the clients in its backlog, lets its clients finish, and ends. That end also
 * comes when the parent dies, so no child outlives its parent for long.
 */
/** How long, in milliseconds, the queue must give nothing to count as empty. */
const QUIET = 20;

const [hostname = "127.0.0.1", port] = Deno.args;
const listener = Deno.listen({ hostname, port: Number(port), reusePort: true });
// Ctrl-C on a terminal goes to all processes; the parent alone decides.
Deno.addSignalListener("SIGINT", () => {});
console.log("listening");

let arrivals = 0;
void closeWhenAsked();
for await (const conn of listener) {
  arrivals++;
  void serve(conn);
}

async function closeWhenAsked(): Promise<void> {
  while (await Deno.stdin.read(new Uint8Array(1)) !== null);
  for (let seen = -1; seen !== arrivals;) {
    seen = arrivals;
    // Two turns of the event loop: after a busy time both are due at once.
    for (const _turn of [1, 2]) {
      await new Promise((resolve) => setTimeout(resolve, QUIET / 2));
    }
  }
  listener.close();
}

async function serve(conn: Deno.TcpConn): Promise<void> {
  console.log("accepted");
  const buffer = new Uint8Array(64 * 1024);
  try {
    for (;;) {
      const length = await conn.read(buffer);
      if (length === null) break;
      for (let done = 0; done < length;) {
        done += await conn.write(buffer.subarray(done, length));
      }
    }
  } catch {
    // A client that resets is no one else's business.
  } finally {
    conn.close();
    console.log("closed");
  }
}
