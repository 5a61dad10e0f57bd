/**
 * A thread server to try by hand:
 *
 * ```sh
 * deno run -A lessons/7.2-thread-server/given/main.ts 8080
 * deno task talk 8080 # in a second terminal
 * ```
 */
import { threadServer } from "../thread_server.ts";

const server = threadServer({
  port: Number(Deno.args[0] ?? 0),
  handler: new URL("./echo.ts", import.meta.url),
});
console.log(`Listening on port ${server.addr.port}; Ctrl-C stops it.`);
await server.finished;
