/**
 * A thread that a test starts: a worker of its own with the same modules. It is
 * told those first, and then what to do.
 *
 * @module
 */

/// <reference lib="deno.worker" />
import "./stand_in.ts";
import { runJob } from "../../../../tests/harness/threads/run_job.ts";
import type { ThreadOrder } from "../../../../tests/harness/threads/thread.ts";
import { type Files, useFiles } from "./space.ts";

self.onmessage = ({ data }: MessageEvent<Files>) => {
  const modules = useFiles(data);
  self.onmessage = async ({ data }: MessageEvent<ThreadOrder>) => {
    self.postMessage(await runJob(data, (url) => modules.import(url)));
  };
};
