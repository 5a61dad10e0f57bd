/// <reference lib="deno.worker" />
import type { ThreadFunction, ThreadOrder, ThreadReport } from "./thread.ts";

self.onmessage = async ({ data }: MessageEvent<ThreadOrder>) => {
  self.postMessage(await report(data));
};

async function report(order: ThreadOrder): Promise<ThreadReport> {
  try {
    const { module, run, data } = order.job;
    const exported: Record<string, ThreadFunction | undefined> = await import(
      module
    );
    const fn = exported[run];
    if (fn === undefined) {
      throw new TypeError(
        `Cannot start thread as ${module} exports no function '${run}'`,
      );
    }
    passGate(order);
    return { kind: "returned", value: fn(order.shared, data) };
  } catch (error) {
    return { kind: "threw", error: Deno.inspect(error, { colors: false }) };
  }
}

/** Waits until every thread has come here, so that all start at once. */
function passGate({ gate, threads }: ThreadOrder): void {
  const words = new Int32Array(gate);
  let ready = Atomics.add(words, 0, 1) + 1;
  if (ready === threads) Atomics.notify(words, 0);
  while (ready < threads) {
    Atomics.wait(words, 0, ready);
    ready = Atomics.load(words, 0);
  }
}
