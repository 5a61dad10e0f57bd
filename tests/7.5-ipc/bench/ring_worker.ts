/// <reference lib="deno.worker" />
import { type StreamJob, writeAll } from "./ring_stream.ts";

self.onmessage = ({ data }: MessageEvent<StreamJob>) => {
  writeAll(data);
  self.postMessage("done");
};
self.postMessage("ready");
