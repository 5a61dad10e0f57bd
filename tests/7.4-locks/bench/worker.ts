/// <reference lib="deno.worker" />
import { type LockName, locks } from "./locks.ts";

/** What the benchmark asks a worker for. */
export interface Job {
  lock: LockName;
  buffer: SharedArrayBuffer;
  times: number;
}

self.onmessage = ({ data }: MessageEvent<Job>) => {
  const { lock, buffer, times } = data;
  const words = new Int32Array(buffer);
  locks[lock](buffer)(times, () => {
    words[1] = (words[1] ?? 0) + 1;
  });
  self.postMessage("done");
};
self.postMessage("ready");
