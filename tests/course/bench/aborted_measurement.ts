/** Aborts a measurement of servers, and prints which processes are left. */
import { delay } from "@std/async";
import { contenders } from "../../../scripts/bench/servers/contender.ts";
import { measure } from "../../../scripts/bench/servers/measure_servers.ts";
import { processTree } from "../../harness/processes/process_tree.ts";
import { isRunning } from "../../harness/processes/proc.ts";

const root = new URL("../../../", import.meta.url);
const stop = new AbortController();
const seen = new Set<number>();

if (import.meta.main) {
  const error = await measure(
    contenders({ root, mine: false })
      .filter(({ name }) => ["fork", "prefork", "thread"].includes(name)),
    { clients: [5], slice: 20, neighbourSlice: 20, patience: 10_000 },
    {
      budget: 60_000,
      signal: stop.signal,
      onProgress() {
        for (const pid of processTree(Deno.pid)) seen.add(pid);
        // The load generator, three servers and two children of prefork.
        if (seen.size > 6) stop.abort(new Error("enough"));
      },
    },
  ).then(() => undefined, (error) => error);
  seen.delete(Deno.pid);
  // A grandchild that was killed has nobody who waits for its end.
  const end = performance.now() + 5_000;
  let left = [...seen].filter(isRunning);
  while (left.length > 0 && performance.now() < end) {
    await delay(1);
    left = left.filter(isRunning);
  }
  console.log(JSON.stringify({ error: error?.message, left }));
}
