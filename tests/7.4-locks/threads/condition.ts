import { room } from "../models/condition.ts";

/** Puts something down whenever the place is empty, so many times. */
export function give(shared: SharedArrayBuffer, times: unknown): void {
  move(shared, Number(times), 0);
}

/** Takes something whenever the place is full, so many times. */
export function take(shared: SharedArrayBuffer, times: unknown): void {
  move(shared, Number(times), 1);
}

function move(shared: SharedArrayBuffer, times: number, from: number): void {
  const { condition, mutex, data } = room(shared);
  for (let i = 0; i < times; i++) {
    using token = mutex.lock();
    condition.wait(token, () => data[0] === from);
    data[0] = 1 - from;
    condition.notify();
  }
}
