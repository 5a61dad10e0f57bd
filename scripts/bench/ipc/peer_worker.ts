/// <reference lib="deno.worker" />
/** The other end of a measurement, as a thread. */
import { PortEnd } from "../../../solutions/7.5-ipc/socket_pair.ts";
import { blockingWays } from "./blocking_dialogs.ts";
import { serveBlockingPeer } from "./blocking_peer.ts";
import { broadcastDialog } from "./broadcast_dialog.ts";
import { servePeer } from "./peer.ts";

/** What the worker is told. */
export type Order =
  | { way: "port"; port: MessagePort }
  | { way: "bus"; name: string }
  | {
    way: "blocking";
    name: string;
    there: SharedArrayBuffer;
    back: SharedArrayBuffer;
  };

self.onmessage = ({ data }: MessageEvent<Order>) => {
  if (data.way === "port") {
    void servePeer(new PortEnd(data.port));
  } else if (data.way === "bus") {
    void servePeer(broadcastDialog(data.name, "back", "there"));
  }
  self.postMessage("ready");
  if (data.way === "blocking") {
    const dialog = blockingWays[data.name]?.open(data.back, data.there);
    if (dialog !== undefined) serveBlockingPeer(dialog);
    self.postMessage("ended");
  }
};
