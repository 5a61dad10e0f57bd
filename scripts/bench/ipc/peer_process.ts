/** The other end of a measurement, as a process. Arguments: which way, where. */
import { fromParent, toParent } from "../../../solutions/7.5-ipc/child_end.ts";
import {
  MessageQueue,
  QueueRemovedError,
} from "../../../solutions/7.5-ipc/message_queue.ts";
import { connectEnd } from "../../../solutions/7.5-ipc/socket_pair.ts";
import { servePeer } from "./peer.ts";

const [way, place = ""] = Deno.args;
if (way === "pipe") {
  await servePeer({
    send: (message) => toParent.send(message),
    receive: () => fromParent.receive(),
  });
} else if (way === "socket") {
  await servePeer(await connectEnd(place));
} else {
  const options = { folder: place, create: false };
  const there = await MessageQueue.open(1, options);
  const back = await MessageQueue.open(2, options);
  await servePeer({
    send: (message) => back.send(1, message),
    receive: async () => {
      try {
        return (await there.receive()).data;
      } catch (error) {
        if (error instanceof QueueRemovedError) return undefined;
        throw error;
      }
    },
  });
}
