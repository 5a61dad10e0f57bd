import process from "node:process";

/** What a client has measured. */
export interface Figures {
  /** Bytes that came back, in MB (1,000,000 bytes) a second. */
  throughput: number;
  /** What all threads together took of the processors meanwhile, in ms. */
  cpu: number;
  /** The median of 500 round trips of one byte, in microseconds. */
  roundTrip: number;
  /** What the process grew by at most while the bytes were carried, in MB. */
  memory: number;
  /** From connect() to the first byte that came back, in milliseconds. */
  start: number;
}

/**
 * Echoes `total` bytes, from a thread of its own, so that the client takes no
 * time of the server's; it compares nothing.
 */
export async function echoClient(
  addr: Deno.NetAddr,
  total: number,
): Promise<Figures> {
  const url = new URL("./echo_client_thread.ts", import.meta.url);
  const worker = new Worker(url, { type: "module" });
  const next = <T>() =>
    new Promise<T>((resolve) => worker.onmessage = (e) => resolve(e.data));
  await next();
  worker.postMessage({ hostname: addr.hostname, port: addr.port, total });
  const first = await next<Pick<Figures, "roundTrip" | "start">>();
  const before = Deno.memoryUsage().rss;
  let most = before;
  const timer = setInterval(
    () => most = Math.max(most, Deno.memoryUsage().rss),
    2,
  );
  const used = process.cpuUsage();
  worker.postMessage("go");
  const throughput = await next<number>();
  const { user, system } = process.cpuUsage(used);
  clearInterval(timer);
  worker.terminate();
  return {
    ...first,
    throughput,
    cpu: (user + system) / 1e3,
    memory: (most - before) / 1e6,
  };
}
