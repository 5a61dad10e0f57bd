import { delay } from "@std/async";
import { type Conn, writeAll } from "./given/conn.ts";

/**
 * How long, in milliseconds, a client may go on sending when its handler has
 * finished. What it sends is dropped: closing a socket that has unread input
 * resets the connection, and the reset overtakes the reply. RFC 9112, 9.6.
 */
const LINGER = 500;

/**
 * Carries all that `from` reads to `to`, then closes the writing side of `to`,
 * and only that: the other direction goes on.
 */
async function copy(from: Conn, to: Conn): Promise<void> {
  const buffer = new Uint8Array(512 * 1024);
  // TODO(7.2.4): All that `from` gives must get to `to`, in order. Whoever
  // reads slowly must hold up whoever sends: never read on while bytes are here
  // that were not written. When `from` has come to its end, end that direction
  // of `to`, and only that. An error is no end: let it through.
  // #region 7.2.4
  for (;;) {
    const length = await from.read(buffer);
    if (length === null) break;
    await writeAll(to, buffer.subarray(0, length));
  }
  await to.closeWrite();
  // #endregion
}

/**
 * Carries bytes between a client's socket and its thread, both ways. Resolves
 * when the thread is done, the client has got all that the thread wrote, and
 * has sent its last byte or had time to. Rejects as soon as one way fails.
 */
export async function relay(
  socket: Conn,
  thread: Conn,
  done: Promise<void>,
): Promise<void> {
  const downstream = Promise.all([done, copy(thread, socket)]);
  const upstream = copy(socket, thread).catch((error) => {
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
    return discard(socket); // The handler wants no more.
  });
  const timer = new AbortController();
  const lingered = downstream.then(() => delay(LINGER, timer));
  try {
    await Promise.all([downstream, Promise.race([upstream, lingered])]);
  } finally {
    timer.abort();
  }
}

/** Reads to the end, for nothing. */
async function discard(conn: Conn): Promise<void> {
  const buffer = new Uint8Array(256 * 1024);
  while (await conn.read(buffer) !== null);
}
