/** A server with threads that cannot be stopped. */
import { threadServer } from "../../../lessons/7.2-thread-server/thread_server.ts";
import { Client } from "../../harness/net/client.ts";

const errors: string[] = [];
const server = threadServer({
  handler: new URL("../handlers/stuck.ts", import.meta.url),
  grace: 0,
  stopTime: 200,
  onError: (error) => errors.push(String(error)),
});
// The one that loops comes last, as it takes a core away from the others.
for (const how of ["idle", "block", "loop"]) {
  const client = await Client.connect(server.addr);
  await client.send(`${how}\n`);
  await client.line();
}
console.log(JSON.stringify(server.threads));
let finished = false;
server.finished.then(() => finished = true);
await server.shutdown();
console.log(JSON.stringify({ errors, finished }));
// Such a thread keeps a process from ending by itself.
Deno.exit();
