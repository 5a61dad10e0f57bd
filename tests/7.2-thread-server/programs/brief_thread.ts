/// <reference lib="deno.worker" />
/**
 * A thread that sends back what comes first, and is done. It loads nothing but
 * what it needs, so that many of them start in little time.
 */
import { holdLifeLock } from "../../../lessons/7.2-thread-server/lifetime.ts";
import type {
  PortMessage,
  StartMessage,
  ThreadMessage,
} from "../../../lessons/7.2-thread-server/messages.ts";

function tell(message: ThreadMessage): void {
  self.postMessage(message);
}

await holdLifeLock(self.name);
self.onmessage = ({ data: { port } }: MessageEvent<StartMessage>) => {
  const send = (message: PortMessage) => port.postMessage(message);
  port.onmessage = ({ data }: MessageEvent<PortMessage>) => {
    if (data.type !== "data") return;
    send(data);
    send({ type: "closed" });
    port.close();
    tell("done");
  };
};
tell("ready");
