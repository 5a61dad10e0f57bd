/** Whether this is a worker: only there is somebody to post to. */
export const isThread = "postMessage" in globalThis;

/**
 * Runs a module in a thread of its own, which is posted an order and answers
 * with one message. Then the thread is ended.
 *
 * @throws {Error} What the thread has thrown.
 */
export async function inThread<Answer>(
  module: string,
  order: unknown,
): Promise<Answer> {
  const worker = new Worker(module, { type: "module" });
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = (event) => {
    event.preventDefault(); // else it would end the whole program
    reject(new Error(event.message));
  };
  worker.postMessage(order);
  try {
    return await promise;
  } finally {
    worker.terminate();
  }
}

/** What a module does in a thread: answers the order that it is posted. */
export function answer<Order>(work: (order: Order) => unknown): void {
  globalThis.onmessage = ({ data }: MessageEvent<Order>) => {
    globalThis.postMessage(work(data));
  };
}
