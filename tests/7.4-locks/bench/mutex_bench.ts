// One thread that locks and unlocks a mutex nobody else wants.
import {
  makeLoop,
  mutexes,
  otherLocks,
} from "../../../scripts/bench/locks/locks.ts";

const TIMES = 10_000;
const group = `${TIMES.toLocaleString("en")} times lock and unlock, alone`;

for (const lock of [...Object.keys(mutexes), ...Object.keys(otherLocks)]) {
  const make = await makeLoop(lock, "solutions");
  const loop = make(new SharedArrayBuffer(8));
  Deno.bench(lock, { group, baseline: lock === "Mutex" }, () => {
    loop(TIMES, () => {});
  });
}
