import type { Contender } from "../host/contender.ts";
import { lessonModule, type Source } from "../lesson_module.ts";
import { blockingWays } from "./blocking_dialogs.ts";
import { runBlockingTask } from "./blocking_peer.ts";
import { broadcastDialog } from "./broadcast_dialog.ts";
import { runTask, type Task } from "./peer.ts";
import type { Order } from "./peer_worker.ts";

/** A worker at the other end of a MessageChannel. */
export async function messagePort(source: Source): Promise<Contender<Task>> {
  const { threadPair } = await lessonModule(source, "7.5-ipc/thread_pair.ts");
  const { mine, theirs } = threadPair();
  const worker = await start({ source, way: "port", port: theirs }, [theirs]);
  return {
    run: (task) => runTask(mine, task),
    [Symbol.asyncDispose]() {
      mine[Symbol.dispose]();
      worker.terminate();
      return Promise.resolve();
    },
  };
}

/** A worker that listens to the same event bus. */
export async function eventBus(source: Source): Promise<Contender<Task>> {
  const name = crypto.randomUUID();
  const dialog = await broadcastDialog(source, name, "there", "back");
  const worker = await start({ source, way: "bus", name }, []);
  return {
    run: (task) => runTask(dialog, task),
    async [Symbol.asyncDispose]() {
      await dialog[Symbol.asyncDispose]();
      worker.terminate();
    },
  };
}

/** A worker on the same memory, both asleep while they wait. */
export async function blocking(
  source: Source,
  name: string,
): Promise<Contender<Task>> {
  const way = await blockingWays[name]?.(source);
  if (way === undefined) throw new TypeError(`There is no way '${name}'`);
  const there = new SharedArrayBuffer(way.byteLength);
  const back = new SharedArrayBuffer(way.byteLength);
  const worker = await start(
    { source, way: "blocking", name, there, back },
    [],
  );
  const dialog = way.open(there, back);
  return {
    run: (task) => runBlockingTask(dialog, task),
    async [Symbol.asyncDispose]() {
      const ended = new Promise((resolve) => worker.onmessage = resolve);
      dialog[Symbol.dispose]();
      await ended;
      worker.terminate();
    },
  };
}

/** Starts a worker; resolves when it is ready. */
async function start(order: Order, transfer: Transferable[]): Promise<Worker> {
  const module = new URL("./peer_worker.ts", import.meta.url);
  const worker = new Worker(module, { type: "module" });
  const ready = Promise.withResolvers<unknown>();
  worker.onmessage = ready.resolve;
  worker.onerror = (event) => ready.reject(event.error);
  worker.postMessage(order, transfer);
  await ready.promise;
  return worker;
}
