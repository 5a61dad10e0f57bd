/** Aborts a measurement of servers, and prints which processes are left. */
import { delay } from "@std/async";
import { contenders } from "../../../scripts/bench/servers/contender.ts";
import { measure } from "../../../scripts/bench/servers/measure_servers.ts";
import { processTree } from "../../../scripts/bench/servers/process_usage.ts";

const root = new URL("../../../", import.meta.url);
const stop = new AbortController();
const seen = new Set<number>();

/** Whether a process is there that is no zombie. */
function exists(pid: number): boolean {
  try {
    const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
    return !/\) [ZX] /.test(stat);
  } catch {
    return false;
  }
}

if (import.meta.main) {
  const error = await measure(
    contenders({ root, mine: false })
      .filter(({ name }) => ["fork", "prefork", "thread"].includes(name)),
    { clients: [5], slice: 20, neighbourSlice: 20, patience: 10_000 },
    {
      budget: 60_000,
      signal: stop.signal,
      async onProgress() {
        for (const pid of await processTree(Deno.pid)) seen.add(pid);
        // The load generator, three servers and two children of prefork.
        if (seen.size > 6) stop.abort(new Error("enough"));
      },
    },
  ).then(() => undefined, (error) => error);
  seen.delete(Deno.pid);
  // A grandchild that was killed has nobody who waits for its end.
  const end = performance.now() + 5_000;
  let left = [...seen].filter(exists);
  while (left.length > 0 && performance.now() < end) {
    await delay(1);
    left = left.filter(exists);
  }
  console.log(JSON.stringify({ error: error?.message, left }));
}
