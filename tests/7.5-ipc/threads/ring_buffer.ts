import { RingBuffer } from "../../../lessons/7.5-ipc/given/ring_buffer.ts";
import { randomBytes } from "../../harness/net/random_bytes.ts";

/** What both threads know. */
export interface RingJob {
  /** How many bytes go through the ring. */
  total: number;
  seed: number;
}

/** Writes pseudo-random bytes in parts of all lengths, and closes. */
export function write(shared: SharedArrayBuffer, data: unknown): void {
  const { total, seed } = data as RingJob;
  const bytes = randomBytes(total, seed);
  using writer = new RingBuffer(shared).writer();
  for (let at = 0, length = 1; at < total; at += length) {
    length = Math.min(1 + at * 7 % 3_001, total - at);
    writer.write(bytes.subarray(at, at + length));
  }
}

/** Reads to the end. Returns the first place that differs, or how many came. */
export function read(shared: SharedArrayBuffer, data: unknown): string {
  const { total, seed } = data as RingJob;
  const bytes = randomBytes(total, seed);
  const reader = new RingBuffer(shared).reader();
  const into = new Uint8Array(777);
  let at = 0;
  for (;;) {
    const count = reader.read(into.subarray(0, 1 + at * 5 % 777));
    if (count === null) return `${at} bytes`;
    for (let i = 0; i < count; i++, at++) {
      if (into[i] !== bytes[at]) return `byte ${at} differs`;
    }
  }
}
