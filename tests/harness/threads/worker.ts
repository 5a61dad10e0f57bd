/// <reference lib="deno.worker" />
import { runJob } from "./run_job.ts";
import type { ThreadOrder } from "./thread.ts";

self.onmessage = async ({ data }: MessageEvent<ThreadOrder>) => {
  self.postMessage(await runJob(data, (module) => import(module)));
};
