import { equal } from "@std/assert";
import { SharedTraffic } from "../../lessons/7.2-thread-server/shared_traffic.ts";

/** What the counters say when a read has brought 3 bytes and a write took 2. */
export const RIGHT = { messages: 1, received: 3, sent: 2 };

/** Whether SharedTraffic does: where it does not, its own tests tell. */
export function countsRight(): boolean {
  const shared = new SharedArrayBuffer(SharedTraffic.BYTE_LENGTH);
  new SharedTraffic(shared).received(3);
  new SharedTraffic(shared).sent(2);
  return equal(new SharedTraffic(shared).read(), RIGHT);
}
