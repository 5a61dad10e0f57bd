import { SharedTraffic } from "../../../lessons/7.2-thread-server/shared_traffic.ts";

/** How often each thread of {@linkcode count} counts. */
export const COUNTS = 20_000;

/** Counts many messages of 3 bytes, and 2 bytes sent each time. */
export function count(shared: SharedArrayBuffer): void {
  const traffic = new SharedTraffic(shared);
  for (let left = COUNTS; left > 0; left--) {
    traffic.received(3);
    traffic.sent(2);
  }
}
