import type { Model, ThreadContext } from "../../../harness/explorer/mod.ts";
import type { Condition } from "../algorithms/condition.ts";
import { DrepperMutex3 } from "../algorithms/drepper.ts";

/** Waits until a flag is set, or once at most if `once`. */
export function meeting(
  name: string,
  Signal: new (buffer: SharedArrayBuffer, byteOffset: number) => Condition,
  { once = false } = {},
): Model {
  const handles = (shared: SharedArrayBuffer) => ({
    lock: new DrepperMutex3(shared),
    signal: new Signal(shared, 4),
    flag: new Int32Array(shared, 8, 1),
  });
  return {
    name,
    bytes: 12,
    threads: [
      (shared, t: ThreadContext) => {
        const { lock, signal, flag } = handles(shared);
        lock.lock();
        if (once && flag[0] === 0) signal.wait(lock);
        while (!once && flag[0] === 0) signal.wait(lock);
        t.assert(flag[0] === 1, "went on although the flag is not set");
        lock.unlock();
      },
      (shared) => {
        const { lock, signal, flag } = handles(shared);
        lock.lock();
        flag[0] = 1;
        lock.unlock();
        signal.notify();
      },
    ],
  };
}
