/// <reference lib="deno.worker" />
/** A thread of the log server: it serves a client for each pair of ports. */
import { handle } from "./log_handler.ts";
import { PortEnd } from "../thread_pair.ts";

self.onmessage = ({ data }: MessageEvent<[MessagePort, MessagePort]>) => {
  const [client, log] = data;
  void handle(new PortEnd(client), new PortEnd(log));
};
