/// <reference lib="deno.worker" />
// Makes an end of the port it is sent and sends each message back; after the end
// it says goodbye.
import { PortEnd } from "../../../lessons/7.5-ipc/thread_pair.ts";

self.onmessage = async ({ data }: MessageEvent<MessagePort>) => {
  const end = new PortEnd(data);
  for (;;) {
    const message = await end.receive();
    if (message === undefined) break;
    await end.send(message);
  }
  await end.send("goodbye");
  await end.closeWrite();
};
