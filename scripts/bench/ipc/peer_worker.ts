/// <reference lib="deno.worker" />
/** The other end of a measurement, as a thread. */
import { lessonModule, type Source } from "../lesson_module.ts";
import { blockingWays } from "./blocking_dialogs.ts";
import { serveBlockingPeer } from "./blocking_peer.ts";
import { broadcastDialog } from "./broadcast_dialog.ts";
import { servePeer } from "./peer.ts";

/** What the worker is told. */
export type Order =
  & { source: Source }
  & (
    | { way: "port"; port: MessagePort }
    | { way: "bus"; name: string }
    | {
      way: "blocking";
      name: string;
      there: SharedArrayBuffer;
      back: SharedArrayBuffer;
    }
  );

self.onmessage = async ({ data }: MessageEvent<Order>) => {
  const { source } = data;
  if (data.way === "port") {
    const { PortEnd } = await lessonModule(source, "7.5-ipc/thread_pair.ts");
    void servePeer(new PortEnd(data.port));
  } else if (data.way === "bus") {
    void servePeer(await broadcastDialog(source, data.name, "back", "there"));
  } else {
    const way = await blockingWays[data.name]?.(source);
    self.postMessage("ready");
    const dialog = way?.open(data.back, data.there);
    if (dialog !== undefined) serveBlockingPeer(dialog);
    self.postMessage("ended");
    return;
  }
  self.postMessage("ready");
};
