/**
 * A pool server to try by hand, per connection or per request:
 *
 * ```sh
 * deno run -A lessons/7.3-thread-pool/given/main.ts 8080 connection
 * deno task talk 8080 # in a second terminal
 * ```
 */
import { poolServer } from "./pool_server.ts";

const per = Deno.args[1] === "request" ? "request" : "connection";
const server = poolServer({
  port: Number(Deno.args[0] ?? 0),
  per,
  handler: new URL(`./echo_${per}.ts`, import.meta.url),
  threads: 4,
  queue: 10,
});
console.log(`Listening on port ${server.addr.port}; Ctrl-C stops it.`);
await server.finished;
