import { MessageQueue } from "../../../solutions/7.5-ipc/message_queue.ts";
import { ChildPipe } from "../../../solutions/7.5-ipc/pipe.ts";
import {
  offerEnd,
  type Transport,
} from "../../../solutions/7.5-ipc/socket_pair.ts";
import type { Contender } from "./contender.ts";
import { runTask } from "./peer.ts";

const program = new URL("./peer_process.ts", import.meta.url);

/** A child process and the two pipes to it. */
export function pipe(): Promise<Contender> {
  const child = new ChildPipe(program, { args: ["pipe"] });
  return Promise.resolve({
    name: "pipe",
    run: (task) => runTask(child, task),
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  });
}

/** A process that came by a path, or by a port of the loopback interface. */
export async function socket(transport: Transport): Promise<Contender> {
  using offer = offerEnd({ transport });
  const child = new ChildPipe(program, { args: ["socket", offer.address] });
  const end = await offer.accept();
  return {
    name: transport === "unix" ? "socket pair (unix)" : "socket pair (tcp)",
    run: (task) => runTask(end, task),
    async [Symbol.asyncDispose]() {
      end[Symbol.dispose]();
      await child[Symbol.asyncDispose]();
    },
  };
}

/** A process that shares nothing but two keys. */
export async function messageQueue(): Promise<Contender> {
  const folder = await Deno.makeTempDir({ prefix: "bench-queues-" });
  const options = { folder, maxBytes: 4 * 1024 * 1024 };
  const there = await MessageQueue.open(1, options);
  const back = await MessageQueue.open(2, options);
  const child = new ChildPipe(program, { args: ["queue", folder] });
  const dialog = {
    send: (message: Uint8Array) => there.send(1, message),
    receive: async () => (await back.receive()).data,
  };
  return {
    name: "message queue",
    run: (task) => runTask(dialog, task),
    async [Symbol.asyncDispose]() {
      await there.remove();
      await back.remove();
      await child[Symbol.asyncDispose]();
      await Deno.remove(folder, { recursive: true }).catch(() => {});
    },
  };
}
