/**
 * Connects, sends `data`, waits until `until` has come back, or anything at
 * all, and resets the connection: the server's `read()` fails with ECONNRESET. In C this is
 * `close()` with SO_LINGER set to 0 seconds; of Deno's sockets only those of
 * node:net can do it.
 */
export async function resetAfterReply(
  { hostname, port }: Deno.NetAddr,
  data: string,
  until = "",
): Promise<string> {
  // Loaded here: most programs of tests would load it for nothing.
  const { connect } = await import("node:net");
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = connect(port, hostname, () => socket.write(data));
  socket.once("error", reject);
  socket.once("close", () => reject(new Error("The server closed first")));
  let heard = "";
  socket.on("data", (bytes) => {
    heard += bytes.toString();
    if (heard.includes(until)) resolve(heard);
  });
  const reply = await promise;
  const closed = new Promise<void>((done) => socket.once("close", done));
  socket.resetAndDestroy();
  await closed;
  return reply;
}

/** Connects, and gives what resets the connection. */
export async function resettable(
  { hostname, port }: Deno.NetAddr,
): Promise<() => void> {
  const { connect } = await import("node:net");
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect(port, hostname, resolve);
  socket.once("error", reject);
  await promise;
  return () => socket.resetAndDestroy();
}
