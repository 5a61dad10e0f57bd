import { RwLock } from "../../../lessons/7.4-locks/rw_lock.ts";
import { isWhole, OFFSET, write as writeBoth } from "../models/rw_lock.ts";

/** Writes both guarded words, so many times. */
export function write(shared: SharedArrayBuffer, times: unknown): void {
  const lock = new RwLock(shared, OFFSET);
  for (let i = 0; i < Number(times); i++) {
    using _token = lock.lockWrite();
    writeBoth(shared);
  }
}

/** Looks so many times, and returns how often the two words differed. */
export function read(shared: SharedArrayBuffer, times: unknown): number {
  const lock = new RwLock(shared, OFFSET);
  let broken = 0;
  for (let i = 0; i < Number(times); i++) {
    using _token = lock.lockRead();
    if (!isWhole(shared)) broken++;
  }
  return broken;
}

/** Holds so many tokens of a reader at once, which works as no writer waits. */
export function readOften(shared: SharedArrayBuffer, count: unknown): void {
  const lock = new RwLock(shared, OFFSET);
  const tokens = Array.from(
    { length: Number(count) },
    () => lock.lockRead(),
  );
  for (const token of tokens) token.unlock();
  lock.lockWrite().unlock();
}
