/** A server with threads that cannot be stopped. */
import { ClientServer } from "../../../lessons/7.2-thread-server/given/client_server.ts";
import { ServedClient } from "../../../lessons/7.2-thread-server/given/served_client.ts";
import { threadServer } from "../../../lessons/7.2-thread-server/thread_server.ts";
import { timerSpy } from "../../harness/timer_spy.ts";
import { Client } from "../../harness/net/client.ts";

interface Ends {
  endAll(): Promise<void>;
}

interface GivesUp {
  giveUp(client: ServedClient): void;
}

const STOP_TIME = 200;
// The one that loops comes last, as it takes a core away from the others.
const HOWS = ["idle", "block", "loop"];
const errors: string[] = [];
const texts: unknown[] = [];
/** What onError is told by giveUp(). */
const ranOn: string[] = [];
/** Whom endAll() gave up: those had their stop time, and a busy machine took it. */
const hadTime: string[] = [];
let givingUp = false;
/** A step of the story. */
const did = (what: string) => console.log(`did: ${what}`);
const { endAll } = ClientServer.prototype as unknown as Ends;
Object.assign(ClientServer.prototype, {
  endAll(this: Ends) {
    did("endAll() was called");
    return endAll.call(this);
  },
});
/** Those whose `ended` thread_server.ts has asked for: endAll() always does. */
const asked = new Set<string>();
const { get } =
  Object.getOwnPropertyDescriptor(ServedClient.prototype, "ended") ?? {};
Object.defineProperty(ServedClient.prototype, "ended", {
  get(this: ServedClient) {
    const [, , caller = ""] = `${new Error().stack}`.split("\n");
    if (caller.includes("thread_server.ts")) asked.add(this.name);
    return get?.call(this);
  },
});
const { abandon } = ServedClient.prototype;
ServedClient.prototype.abandon = function () {
  did(
    `abandon() was called of ${this.name}${
      asked.has(this.name)
        ? ""
        : ", whose `ended` was asked for by endAll() alone"
    }`,
  );
  abandon.call(this);
};
/** When the stop time begins once more though one has had it: as calls. */
const inTurn: string[] = [];
const spy = timerSpy("thread_server.ts", ({ ms, call }) => {
  // Of each that is cut off, onError is told, and of each that runs on.
  if (ms === STOP_TIME && errors.length > HOWS.length) inTurn.push(call);
});
const server = threadServer({
  handler: new URL("../handlers/stuck.ts", import.meta.url),
  grace: 0,
  stopTime: STOP_TIME,
  onError(error) {
    did(`onError was told: ${error}`);
    errors.push(String(error));
    if (givingUp) ranOn.push(String(error));
    if (!(error instanceof Error)) texts.push(error);
  },
});
const gives = server as unknown as GivesUp;
const giveUp = gives.giveUp.bind(server);
gives.giveUp = (client) => {
  const [, , caller = ""] = `${new Error().stack}`.split("\n");
  if (caller.includes("client_server.ts")) hadTime.push(client.name);
  did(`giveUp() was called of ${client.name}`);
  givingUp = true;
  try {
    return giveUp(client);
  } finally {
    givingUp = false;
  }
};
for (const how of HOWS) {
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
console.log(
  JSON.stringify({ errors, ranOn, hadTime, texts, timers, inTurn, finished }),
);
// Such a thread keeps a process from ending by itself.
Deno.exit();
