import { LatestValue } from "../../../lessons/7.5-ipc/latest_value.ts";
import { Mailbox } from "../../../lessons/7.5-ipc/mailbox.ts";

/** Puts `data` values in, and says how many were. */
export function put(shared: SharedArrayBuffer, data: unknown): number {
  const mailbox = new Mailbox(shared, 3);
  for (let i = 1; i <= Number(data); i++) mailbox.put([i, -i, 2 * i]);
  return Number(data);
}

/** Takes `data` values out; the sum of the firsts, NaN if one is torn. */
export function take(shared: SharedArrayBuffer, data: unknown): number {
  const mailbox = new Mailbox(shared, 3);
  let sum = 0;
  for (let i = 0; i < Number(data); i++) {
    const [a = NaN, b = NaN, c = NaN] = mailbox.take() ?? [];
    sum += a === -b && c === 2 * a ? a : NaN;
  }
  return sum;
}

/** Publishes `data` values. */
export function publish(shared: SharedArrayBuffer, data: unknown): void {
  const place = new LatestValue(shared, 3);
  for (let i = 1; i <= Number(data); i++) place.publish([i, -i, 2 * i]);
}

/** Waits for news until value `data` comes; says how many were torn or old. */
export function watch(shared: SharedArrayBuffer, data: unknown): number {
  const place = new LatestValue(shared, 3);
  let wrong = 0;
  for (let last = 0; last < Number(data);) {
    const [a = NaN, b = NaN, c = NaN] = place.next();
    if (a !== -b || c !== 2 * a || !(a > last)) wrong++;
    last = Math.max(a, last);
  }
  return wrong;
}
