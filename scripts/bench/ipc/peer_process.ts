/**
 * The other end of a measurement, as a process. Arguments: whose version, which
 * way, where.
 */
import { lessonModule, type Source } from "../lesson_module.ts";
import { type Dialog, servePeer } from "./peer.ts";

const [source, way, place = ""] = Deno.args as [Source, string, string];
await servePeer(await openDialog());

async function openDialog(): Promise<Dialog> {
  if (way === "pipe") {
    const { fromParent, toParent } = await lessonModule(
      source,
      "7.5-ipc/given/child_end.ts",
    );
    return {
      send: (message) => toParent.send(message),
      receive: () => fromParent.receive(),
    };
  }
  if (way === "socket") {
    const { connectEnd } = await lessonModule(
      source,
      "7.5-ipc/socket_pair.ts",
    );
    return await connectEnd(place);
  }
  return await openQueues(place);
}

async function openQueues(folder: string): Promise<Dialog> {
  const { MessageQueue, QueueRemovedError } = await lessonModule(
    source,
    "7.5-ipc/message_queue.ts",
  );
  const options = { folder, create: false };
  const there = await MessageQueue.open(1, options);
  const back = await MessageQueue.open(2, options);
  return {
    send: (message) => back.send(1, message),
    receive: async () => {
      try {
        return (await there.receive()).data;
      } catch (error) {
        if (error instanceof QueueRemovedError) return undefined;
        throw error;
      }
    },
  };
}
