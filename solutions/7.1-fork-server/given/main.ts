/**
 * A fork server to try by hand:
 *
 * ```sh
 * deno run -A lessons/7.1-fork-server/given/main.ts 8080
 * deno task talk 8080 # in a second terminal
 * ```
 */
import { forkServer } from "../fork_server.ts";

const server = forkServer({
  port: Number(Deno.args[0] ?? 0),
  child: new URL("../echo_child.ts", import.meta.url),
});
console.log(`Listening on port ${server.addr.port}; Ctrl-C stops it.`);
await server.finished;
console.log("Stopped:", server.stats());
