// Two workers that lock and unlock the same mutex, with a count in between.
import { mutexes, otherLocks } from "../../../scripts/bench/locks/locks.ts";
import { TwoWorkers } from "../../../scripts/bench/locks/two_workers.ts";

const TIMES = 50_000;
const group = `${TIMES.toLocaleString("en")} times in each of two workers`;

for (const lock of [...Object.keys(mutexes), ...Object.keys(otherLocks)]) {
  const two = await TwoWorkers.start({ lock, source: "solutions" });
  // Deno awaits only what is written as an async function.
  Deno.bench(lock, { group, baseline: lock === "Mutex" }, async () => {
    await two.run(TIMES);
  });
}
