/**
 * Stands in for the harness's `start_thread.ts` in a worker of the engine.
 *
 * @module
 */

import { runJob } from "../../../../tests/harness/threads/run_job.ts";
import { whyNoThreads } from "../../../../tests/harness/threads/why_no_threads.ts";
import {
  type StartedThread,
  threadIn,
} from "../../../../tests/harness/threads/worker_thread.ts";
import { modules, startThreadWorker } from "./space.ts";

/**
 * Starts a thread: a worker below this one. Where that could not share memory,
 * the job is done here: a test that needs several threads is not run there.
 */
export function startThread(): StartedThread {
  if (!whyNoThreads()) return threadIn(startThreadWorker());
  return {
    ask: (order) => runJob(order, (url) => modules().import(url)),
    end: () => {},
  };
}
