import { type StartedThread, threadIn } from "./worker_thread.ts";

/** Starts a thread: a worker. */
export function startThread(): StartedThread {
  const url = new URL("./worker.ts", import.meta.url);
  return threadIn(new Worker(url, { type: "module" }));
}
