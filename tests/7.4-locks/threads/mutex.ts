import { Mutex } from "../../../lessons/7.4-locks/mutex.ts";
import { bump, OFFSET } from "../models/mutex.ts";

/** Counts a plain word up, each time with the mutex held. */
export function count(shared: SharedArrayBuffer, times: unknown): void {
  const mutex = new Mutex(shared, OFFSET);
  for (let i = 0; i < Number(times); i++) {
    using _token = mutex.lock();
    bump(shared);
  }
}
