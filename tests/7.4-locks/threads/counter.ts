import { Counter } from "../../../lessons/7.4-locks/counter.ts";

/** Increments so many times, and returns the last number. */
export function count(shared: SharedArrayBuffer, times: unknown): number {
  const counter = new Counter(shared);
  let last = 0;
  for (let i = 0; i < Number(times); i++) last = counter.increment();
  return last;
}
