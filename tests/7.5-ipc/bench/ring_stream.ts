import { type RingName, rings } from "./rings.ts";

/** What the benchmark asks its worker for. */
export interface StreamJob {
  ring: RingName;
  memory: SharedArrayBuffer;
  /** Length of a message in bytes. */
  size: number;
  /** How many messages. */
  count: number;
}

/** Writes the messages, and asks again as long as there is no room. */
export function writeAll({ ring, memory, size, count }: StreamJob): void {
  const { push } = rings[ring].writer(memory);
  const message = new Uint8Array(size).fill(7);
  for (let i = 0; i < count; i++) {
    for (let done = 0; done < size;) {
      done += push(done === 0 ? message : message.subarray(done));
    }
  }
}

/** Reads as many bytes, and asks again as long as there are none. */
export function readAll({ ring, memory, size, count }: StreamJob): void {
  const { pop } = rings[ring].reader(memory);
  const into = new Uint8Array(size);
  for (let left = size * count; left > 0;) left -= pop(into);
}
