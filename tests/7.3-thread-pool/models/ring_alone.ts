import type { TraceEvent } from "../../harness/explorer/mod.ts";
import { Ring } from "../../../lessons/7.3-thread-pool/ring.ts";

/** Whether the ring's shift() overwrites an item that stays in the ring. */
export function shiftOverwrites(): boolean {
  const words = new SharedArrayBuffer(Ring.byteLength(3));
  const ring = Ring.initialize(words, 0, 3);
  for (const item of [5, 6, 7]) ring.append(item);
  const isThere = (item: number) => new Int32Array(words, 16).includes(item);
  const wereThere = [6, 7].every(isThere);
  ring.shift();
  return wereThere && ![6, 7].every(isThere);
}

/** Whether the ring's shift() gives out what lies in its places, in turn. */
export function shiftTakesInTurn(): boolean {
  const words = new SharedArrayBuffer(Ring.byteLength(3));
  const ring = Ring.initialize(words, 0, 3);
  const got = [5, 6, 7, 5, 6, 7].map((item, i) => {
    if (i % 3 === 0) {
      for (let n = 0; n < 3; n++) ring.append(item);
      // Wherever append() has put them.
      new Int32Array(words, 16).set([5, 6, 7]);
    }
    return ring.shift();
  });
  return `${got}` === "5,6,7,5,6,7";
}

/** The method of the ring that takes an item 0 for none, if one does. */
export function losesA0(): string | undefined {
  const words = new SharedArrayBuffer(Ring.byteLength(2));
  const ring = Ring.initialize(words, 0, 2);
  ring.append(0);
  if (ring.size !== 1) return "Ring.append()";
  if (!ring.hasItem) return "Ring.hasItem()";
  return ring.shift() === undefined ? "Ring.shift()" : undefined;
}

/** Where one thread's last three pushes have written, and where the head was. */
export function lastPlaces(events: readonly TraceEvent[]): string {
  const NONE = "no place of the ring";
  const places: string[] = [];
  let [place, size, before, head, at] = [NONE, 0, 0, 0, 0];
  for (const { kind, word = "", value } of events) {
    if (kind === "write" && word === "size") size = Number(value);
    if (kind === "write" && word === "head") head = Number(value);
    if (kind === "write" && word.startsWith("item ")) place = word;
    if (word !== "mutex") continue;
    if (size > before) {
      if (head !== at) places.splice(0);
      places.push(place);
      at = head;
    }
    [place, before] = [NONE, size];
  }
  const last = places.slice(-3).join(", ");
  return last && `the head was at item ${at}, and pushes wrote to: ${last}`;
}
