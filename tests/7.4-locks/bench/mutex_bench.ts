// One thread that locks and unlocks a mutex nobody else wants.
import { type LockName, locks } from "./locks.ts";

const TIMES = 10_000;
const group = `${TIMES.toLocaleString("en")} times lock and unlock, alone`;

for (const lock of Object.keys(locks) as LockName[]) {
  const loop = locks[lock](new SharedArrayBuffer(8));
  Deno.bench(lock, { group, baseline: lock === "Mutex" }, () => {
    loop(TIMES, () => {});
  });
}
