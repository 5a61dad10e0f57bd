import { fileURLToPath } from "node:url";
import type { Contender } from "../host/contender.ts";
import { lessonModule, type Source } from "../lesson_module.ts";
import { runTask, type Task } from "./peer.ts";

const program = new URL("./peer_process.ts", import.meta.url);

/** A child process and the two pipes to it. */
export async function pipe(source: Source): Promise<Contender<Task>> {
  const { ChildPipe } = await lessonModule(source, "7.5-ipc/pipe.ts");
  const child = new ChildPipe(program, { args: [source, "pipe"] });
  return {
    run: (task) => runTask(child, task),
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}

/** A process that came by a path, or by a port of the loopback interface. */
export async function socket(
  source: Source,
  transport: "tcp" | "unix",
): Promise<Contender<Task>> {
  const { offerEnd } = await lessonModule(source, "7.5-ipc/socket_pair.ts");
  using offer = offerEnd({ transport });
  const child = startPeer(source, "socket", offer.address);
  const end = await offer.accept();
  return {
    run: (task) => runTask(end, task),
    async [Symbol.asyncDispose]() {
      end[Symbol.dispose]();
      await child.status;
    },
  };
}

/** A process that shares nothing but two keys. */
export async function messageQueue(source: Source): Promise<Contender<Task>> {
  const { MessageQueue } = await lessonModule(
    source,
    "7.5-ipc/message_queue.ts",
  );
  const folder = await Deno.makeTempDir({ prefix: "queues-" });
  const options = { folder, maxBytes: 4 * 1024 * 1024 };
  const there = await MessageQueue.open(1, options);
  const back = await MessageQueue.open(2, options);
  const child = startPeer(source, "queue", folder);
  const dialog = {
    send: (message: Uint8Array) => there.send(1, message),
    receive: async () => (await back.receive()).data,
  };
  return {
    run: (task) => runTask(dialog, task),
    async [Symbol.asyncDispose]() {
      await there.remove();
      await back.remove();
      await child.status;
    },
  };
}

/** Starts the other end, which needs no pipe. */
function startPeer(...args: string[]): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", fileURLToPath(program), ...args],
    stdin: "null",
    stdout: "null",
  }).spawn();
}
