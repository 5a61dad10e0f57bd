// A worker that writes messages, and this thread that reads them. Neither
// sleeps, as ringbuf.js cannot; RingBuffer can, see `deno task bench ipc`.
import { readAll, type StreamJob } from "./ring_stream.ts";
import { type RingName, rings } from "./rings.ts";

function next(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.onmessage = () => resolve();
    worker.onerror = (event) => reject(new Error(event.message));
  });
}

const worker = new Worker(new URL("./ring_worker.ts", import.meta.url), {
  type: "module",
});
await next(worker);

for (const size of [64, 65_536]) {
  const count = 4 * 1024 * 1024 / size;
  const group = `4 MiB in messages of ${size} bytes, two threads`;
  for (const ring of Object.keys(rings) as RingName[]) {
    Deno.bench(ring, { group, baseline: ring === "RingBuffer" }, async () => {
      const memory = new SharedArrayBuffer(rings[ring].byteLength);
      const job: StreamJob = { ring, memory, size, count };
      const done = next(worker);
      worker.postMessage(job);
      readAll(job);
      await done;
    });
  }
}
