/** A server with threads that cannot be stopped. */
import { threadServer } from "../../../lessons/7.2-thread-server/thread_server.ts";
import { timerSpy } from "../../harness/timer_spy.ts";
import { Client } from "../../harness/net/client.ts";

const STOP_TIME = 200;
const errors: string[] = [];
const texts: unknown[] = [];
const spy = timerSpy("thread_server.ts");
const server = threadServer({
  handler: new URL("../handlers/stuck.ts", import.meta.url),
  grace: 0,
  stopTime: STOP_TIME,
  onError(error) {
    errors.push(String(error));
    if (!(error instanceof Error)) texts.push(error);
  },
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
const timers = spy.timers.filter(({ ms }) => ms > 1 && ms !== STOP_TIME)
  .map(({ call }) => call);
console.log(JSON.stringify({ errors, texts, timers, finished }));
// Such a thread keeps a process from ending by itself.
Deno.exit();
