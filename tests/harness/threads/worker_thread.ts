import type { ThreadOrder, ThreadReport } from "./thread.ts";

/** A thread that waits for its order. */
export interface StartedThread {
  /** Gives the order, and resolves when the thread has done it. */
  ask(order: ThreadOrder): Promise<ThreadReport>;
  /** Ends the thread, which may not be possible while it blocks. */
  end(): void;
}

/** A thread that a worker is. */
export function threadIn(worker: Worker): StartedThread {
  return {
    ask: (order) => ask(worker, order),
    end: () => worker.terminate(),
  };
}

function ask(worker: Worker, order: ThreadOrder): Promise<ThreadReport> {
  return new Promise((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<ThreadReport>) => resolve(data);
    worker.onerror = (event) => {
      // An error that reaches the main program would end all tests.
      event.preventDefault();
      resolve({ kind: "threw", error: event.message });
    };
    worker.postMessage(order);
  });
}
