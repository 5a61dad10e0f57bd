/**
 * What a handler needs of a connection. A socket (`Deno.TcpConn`) has it, and
 * so has a {@linkcode PortConn}: the same handler runs on both.
 */
export interface Conn
  extends
    Pick<Deno.Conn, "read" | "write" | "closeWrite" | "close">,
    Disposable {}

/**
 * What a handler module exports as `handle`: it returns when its client is
 * served.
 */
export type Handler = (conn: Conn) => void | Promise<void>;

/** Writes all of `data`: one `write()` may take only a part of it. */
export async function writeAll(conn: Conn, data: Uint8Array): Promise<void> {
  for (let done = 0; done < data.length;) {
    done += await conn.write(data.subarray(done));
  }
}

// The errors that `Deno.Conn` throws in the same places.

/** For a call on an end that is closed. */
export function closed(action: string): Error {
  return new Deno.errors.BadResource(
    `Cannot ${action} connection as it is closed`,
  );
}

/** For a call that waited when its end was closed. */
export function interrupted(action: string): Error {
  return new Deno.errors.Interrupted(
    `Cannot ${action} connection as it was closed meanwhile`,
  );
}

/** For a write that nobody will read. */
export function brokenPipe(side: "writing side" | "other end"): Error {
  return new Deno.errors.BrokenPipe(
    `Cannot write to connection as its ${side} is closed`,
  );
}
