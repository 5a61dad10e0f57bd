/**
 * A server with a logging process, to try by hand. The second argument says who
 * serves a client: `process` or `thread`.
 *
 * ```sh
 * deno run -A lessons/7.5-ipc/given/main.ts 8080 thread
 * deno task talk 8080 # in a second terminal
 * ```
 */
import { LogServer } from "./log_server.ts";

const [port = "0", by = "process"] = Deno.args;
const file = await Deno.makeTempFile({ prefix: "server-", suffix: ".log" });
const server = new LogServer({
  file,
  port: Number(port),
  by: by === "thread" ? "thread" : "process",
});
console.log(`Listening on port ${server.addr.port}; Ctrl-C stops it.`);
console.log(`The log is ${file}. Kill its writer: kill -9 ${server.log.pid}`);
const stopped = Promise.withResolvers<void>();
Deno.addSignalListener("SIGINT", stopped.resolve);
await stopped.promise;
await server[Symbol.asyncDispose]();
console.log(await Deno.readTextFile(file));
await Deno.remove(file);
Deno.exit();
