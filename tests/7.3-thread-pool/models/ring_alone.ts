import { Ring } from "../../../lessons/7.3-thread-pool/ring.ts";

/** The method of the ring that takes an item 0 for none, if one does. */
export function losesA0(): string | undefined {
  const words = new SharedArrayBuffer(Ring.byteLength(2));
  const ring = Ring.initialize(words, 0, 2);
  ring.append(0);
  if (ring.size !== 1) return "Ring.append()";
  if (!ring.hasItem) return "Ring.hasItem()";
  return ring.shift() === undefined ? "Ring.shift()" : undefined;
}
