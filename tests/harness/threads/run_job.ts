import type { ThreadFunction, ThreadOrder, ThreadReport } from "./thread.ts";

/**
 * Does a thread's job, in the thread.
 *
 * @param load Loads the job's module.
 */
export async function runJob(
  order: ThreadOrder,
  load: (module: string) => Promise<object>,
): Promise<ThreadReport> {
  try {
    const { module, run, data } = order.job;
    const exported = await load(module);
    const fn: ThreadFunction | undefined = Reflect.get(exported, run);
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
