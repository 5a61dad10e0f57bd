import { serveConn } from "./serve_conn.ts";

/** Told of each connection. */
export interface Watch {
  accepted?: () => void;
  closed?: () => void;
}

/** Serves all clients of a listener in this thread, one request at a time. */
export async function eventLoop(
  listener: Deno.TcpListener,
  { accepted = () => {}, closed = () => {} }: Watch = {},
): Promise<void> {
  for await (const conn of listener) {
    accepted();
    void serve(conn).finally(closed);
  }
}

async function serve(conn: Deno.TcpConn): Promise<void> {
  try {
    await serveConn(conn);
  } catch {
    // A client that resets is no one else's business.
  } finally {
    conn.close();
  }
}
