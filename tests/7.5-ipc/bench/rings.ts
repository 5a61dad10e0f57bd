// deno-lint-ignore-file no-import-prefix -- only this benchmark needs it
import { RingBuffer as Published } from "npm:ringbuf.js@0.4.0";
import { RingBuffer } from "../../../solutions/7.5-ipc/given/ring_buffer.ts";

/** One way through a ring, in one or in two threads; neither waits. */
export interface Ring {
  /** Puts in as much as fits, and returns how many bytes. */
  push(bytes: Uint8Array): number;
  /** Takes out what is there, and returns how many bytes. */
  pop(into: Uint8Array): number;
}

/** How many bytes each ring holds. */
export const CAPACITY = 256 * 1024;

/** The rings that are compared; each is opened once in each thread. */
export const rings = {
  "RingBuffer": {
    byteLength: RingBuffer.byteLength(CAPACITY),
    writer(memory: SharedArrayBuffer): Pick<Ring, "push"> {
      const writer = new RingBuffer(memory).writer();
      return { push: (bytes) => writer.tryWrite(bytes) };
    },
    reader(memory: SharedArrayBuffer): Pick<Ring, "pop"> {
      const reader = new RingBuffer(memory).reader();
      return { pop: (into) => reader.tryRead(into) ?? 0 };
    },
  },
  "npm:ringbuf.js 0.4.0": {
    byteLength: Published.getStorageForCapacity(CAPACITY, Uint8Array)
      .byteLength,
    writer(memory: SharedArrayBuffer): Pick<Ring, "push"> {
      const ring = new Published(memory, Uint8Array);
      return { push: (bytes) => ring.push(bytes) };
    },
    reader(memory: SharedArrayBuffer): Pick<Ring, "pop"> {
      const ring = new Published(memory, Uint8Array);
      return { pop: (into) => ring.pop(into) };
    },
  },
};

/** The name of a ring. */
export type RingName = keyof typeof rings;
