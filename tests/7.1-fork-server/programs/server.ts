/**
 * A fork server as a program of its own, so that it can be sent signals. It
 * says its port. Argument: the grace in milliseconds.
 */
import { forkServer } from "../../../lessons/7.1-fork-server/fork_server.ts";

const server = forkServer({
  child: new URL("./puppet.ts", import.meta.url),
  grace: Number(Deno.args[0] ?? 5_000),
});
console.log(server.addr.port);
await server.finished;
