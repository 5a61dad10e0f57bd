import { type StartedThread, threadIn } from "./worker_thread.ts";

/** Workers that have done their jobs. To start one takes longer than most jobs. */
const idle: Worker[] = [];

/** Starts a thread: a worker, or one that has done another job before. */
export function startThread(): StartedThread {
  const url = new URL("./worker.ts", import.meta.url);
  const worker = idle.pop() ?? new Worker(url, { type: "module" });
  const thread = threadIn(worker);
  let isIdle = true;
  return {
    async ask(order) {
      isIdle = false;
      const report = await thread.ask(order);
      isIdle = report.kind === "returned";
      return report;
    },
    end() {
      if (isIdle) idle.push(worker);
      else thread.end();
    },
  };
}
