import { RingBuffer } from "../../lessons/7.5-ipc/given/ring_buffer.ts";
import { alone, type Outcome } from "./alone.ts";

export const four = new Uint8Array(4);

/** The memory of a ring. */
export const memoryFor = (capacity: number) =>
  new SharedArrayBuffer(RingBuffer.byteLength(capacity));

/** A ring of so many bytes. */
export const ringOf = (capacity: number) => new RingBuffer(memoryFor(capacity));

/** A ring of four bytes, empty or full, and what its two ends do. */
export function endsOf(full: boolean) {
  const shared = memoryFor(4);
  const ring = new RingBuffer(shared);
  const words = new Int32Array(shared);
  const writer = ring.writer();
  const reader = ring.reader();
  if (full) writer.tryWrite(four);
  const into = new Uint8Array(4);
  const reads = {
    what: "read() from an empty ring",
    body: (): unknown => reader.read(into),
    change: {
      what: "tryWrite()",
      method: "RingWriter.tryWrite()",
      call: () => void writer.tryWrite(four),
    },
    close: { what: "the writer's close()", call: () => writer.close() },
    method: "RingReader.read()",
    end: "reader",
  } as const;
  const writes = {
    what: "write() into a full ring",
    body: (): unknown => writer.write(four),
    change: {
      what: "tryRead()",
      method: "RingReader.tryRead()",
      call: () => void reader.tryRead(into),
    },
    close: { what: "the reader's close()", call: () => reader.close() },
    method: "RingWriter.write()",
    end: "writer",
  } as const;
  return { ring, words, writer, reader, ...(full ? writes : reads) };
}

/** That another call came just before an end said ASLEEP, or why it did not. */
export function cameBefore(
  other: string,
  what: string,
  { isCalled }: { isCalled: boolean },
): string {
  return isCalled
    ? `${other} came just before ${what} said ASLEEP`
    : `${other} was to come just before ${what} said ASLEEP, and did not: no operation of Atomics said so`;
}

/** How the sleep of one end ends when the other one moves its index. */
export function sleepOf(full: boolean): Outcome<unknown> {
  const { body, change } = endsOf(full);
  return alone(body, change.call);
}
