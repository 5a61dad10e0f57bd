/**
 * A child process of the log server: it serves one client over standard input
 * and output, and logs through a socket.
 *
 * Argument: the address of the socket's other end.
 */
import { fromParent, toParent } from "./child_end.ts";
import { handle } from "./log_handler.ts";
import { connectEnd } from "../socket_pair.ts";

using log = await connectEnd(Deno.args[0] ?? "");
await handle({
  send: (message) => toParent.send(message),
  receive: () => fromParent.receive(),
  closeWrite: () => Promise.resolve(Deno.stdout.close()),
}, log);
