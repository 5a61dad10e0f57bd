/**
 * A pool server that may open few files: `few_files.ts <per>`. Says its port,
 * and then each error that it is told of.
 */
import { poolServer } from "../../../lessons/7.3-thread-pool/given/pool_server.ts";

const per = Deno.args[0] === "request" ? "request" : "connection";
const server = poolServer({
  per,
  handler: new URL(
    `../../../lessons/7.3-thread-pool/given/echo_${per}.ts`,
    import.meta.url,
  ),
  threads: 1,
  queue: 100,
  onError: (error) => console.log(String(error)),
});
console.log(server.addr.port);
