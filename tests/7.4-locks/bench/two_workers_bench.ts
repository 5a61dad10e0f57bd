// Two workers that lock and unlock the same mutex, with a count in between.
import { type LockName, locks } from "./locks.ts";
import type { Job } from "./worker.ts";

const TIMES = 50_000;
const group = `${TIMES.toLocaleString("en")} times in each of two workers`;

function next(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.onmessage = () => resolve();
    worker.onerror = (event) => reject(new Error(event.message));
  });
}

const workers = [1, 2].map(() =>
  new Worker(new URL("./worker.ts", import.meta.url), { type: "module" })
);
await Promise.all(workers.map(next));

for (const lock of Object.keys(locks) as LockName[]) {
  Deno.bench(lock, { group, baseline: lock === "Mutex" }, async () => {
    const buffer = new SharedArrayBuffer(8);
    const job: Job = { lock, buffer, times: TIMES };
    await Promise.all(workers.map((worker) => {
      const done = next(worker);
      worker.postMessage(job);
      return done;
    }));
    const count = new Int32Array(buffer)[1];
    if (count !== 2 * TIMES) {
      throw new Error(`Cannot trust ${lock} as it lost counts: ${count}`);
    }
  });
}
