import { assert, assertEquals } from "@std/assert";
import { RingBuffer } from "../../../lessons/7.5-ipc/given/ring_buffer.ts";
import type {
  Model,
  Thread,
  ThreadContext,
  WordNames,
} from "../../harness/explorer/mod.ts";

/** The smallest ring: it wraps and fills up at once. */
const CAPACITY = 4;
const BYTES = RingBuffer.byteLength(CAPACITY);
/** What an end's word says. */
const END = ["FREE", "AWAKE", "ASLEEP", "CLOSED"];
/** What stands before the ring, where each side's index has a cache line, and it. */
const WORDS: WordNames = {
  0: "head",
  64: "tail",
  128: { name: "writer", values: END },
  132: { name: "reader", values: END },
  ...Object.fromEntries(
    Array.from(
      { length: CAPACITY },
      (_, place) => [BYTES - CAPACITY + place, `place ${place}`],
    ),
  ),
};

/** A thread that writes these parts, sleeping where it must, and closes. */
function writes(...parts: number[][]): Thread {
  return (shared, t: ThreadContext) => {
    using writer = new RingBuffer(shared).writer();
    for (const part of parts) writer.write(new Uint8Array(part));
    t.reach("has written all");
  };
}

/** A thread that reads so many bytes at a time up to the end. */
function readsAll(atATime: number): Thread {
  return (shared, t: ThreadContext) => {
    const reader = new RingBuffer(shared).reader();
    const into = new Uint8Array(atATime);
    for (;;) {
      const count = reader.read(into);
      if (count === null) return;
      for (const byte of into.subarray(0, count)) t.log(byte);
    }
  };
}

/** A thread that reads so many bytes, as many at a time as there are. */
function readsBytes(most: number): Thread {
  return (shared, t: ThreadContext) => {
    const reader = new RingBuffer(shared).reader();
    const into = new Uint8Array(4);
    for (let read = 0; read < most;) {
      const count = reader.read(into);
      t.assert(count !== null, "read() saw an end, and nobody closed.");
      for (const byte of into.subarray(0, count)) t.log(byte);
      read += count;
    }
  };
}

/** Throws unless the reader, thread 1, has read 1, 2, 3 and so on up to `last`. */
function assertRead(logs: readonly (readonly unknown[])[], last: number): void {
  const expected = Array.from({ length: last }, (_, i) => i + 1);
  assertEquals(
    logs[1],
    expected,
    `${expected.join(" ")} was written, and ${
      logs[1]?.map(String).join(" ") || "nothing"
    } read.`,
  );
}

/** Two writes, the second over the end of the ring. */
export const stream: Model = {
  name: "7.5.5-stream",
  bytes: BYTES,
  words: WORDS,
  threads: [writes([1, 2, 3], [4, 5, 6]), readsAll(4)],
  preemptions: 2,
  final: (_words, logs) => assertRead(logs, 6),
};

/** One write that is longer than the ring, in every order. */
export const long: Model = {
  name: "7.5.5-long",
  bytes: BYTES,
  words: WORDS,
  threads: [(shared) => {
    new RingBuffer(shared).writer().write(new Uint8Array([1, 2, 3, 4, 5]));
  }, readsBytes(5)],
  final: (_words, logs) => assertRead(logs, 5),
};

/** Two bytes one by one, and no close() that would wake a forgotten reader. */
export const oneByOne: Model = {
  name: "7.5.5-one-by-one",
  bytes: BYTES,
  words: WORDS,
  threads: [(shared) => {
    const writer = new RingBuffer(shared).writer();
    for (const byte of [1, 2]) writer.write(new Uint8Array([byte]));
  }, readsBytes(2)],
  final: (_words, logs) => assertRead(logs, 2),
};

/** A single byte and the end: the last byte must not be missed. */
export const end: Model = {
  name: "7.5.5-end",
  bytes: BYTES,
  words: WORDS,
  threads: [writes([1]), readsAll(4)],
  final: (_words, logs) => assertRead(logs, 1),
};

/** Wake-ups without a reason. */
export const spurious: Model = {
  ...stream,
  name: "7.5.5-spurious-wake-ups",
  threads: [writes([1, 2, 3, 4, 5]), readsAll(4)],
  preemptions: 1,
  spuriousWakeups: 1,
  final: (_words, logs) => assertRead(logs, 5),
};

/** Neither waits: what is there is a beginning of what was written. */
export const withoutWaiting: Model = {
  name: "7.5.5-without-waiting",
  bytes: BYTES,
  words: WORDS,
  threads: [(shared, t: ThreadContext) => {
    const writer = new RingBuffer(shared).writer();
    writer.write(new Uint8Array(0));
    t.log(writer.tryWrite(new Uint8Array([1, 2, 3])));
    t.log(writer.tryWrite(new Uint8Array([4, 5, 6])));
  }, (shared, t: ThreadContext) => {
    const reader = new RingBuffer(shared).reader();
    t.assert(
      reader.read(new Uint8Array(0)) === 0,
      "Into an array without room, read() must return 0.",
    );
    const into = new Uint8Array(2);
    for (let i = 0; i < 3; i++) {
      const count = reader.tryRead(into);
      t.assert(count !== null, "tryRead() saw an end, and nobody closed.");
      for (const byte of into.subarray(0, count)) t.log(byte);
    }
  }],
  final: (_words, [written = [], read = []]) => {
    const most = Number(written[0]) + Number(written[1]);
    assertEquals(written[0], 3, "The empty ring has room for three bytes.");
    assert(
      Number(written[1]) >= 1,
      "Four bytes fit, three were written: there is room for one more.",
    );
    assertEquals(
      read,
      Array.from({ length: read.length }, (_, i) => i + 1),
      `What was read, ${read.join(" ")}, is no beginning of 1 2 3 4 5 6.`,
    );
    assert(
      read.length <= most,
      `${most} bytes were written and ${read.length} read.`,
    );
  },
};

/** The reader leaves while the writer writes, or sleeps. */
export const readerLeaves: Model = {
  name: "7.5.5-reader-leaves",
  bytes: BYTES,
  words: WORDS,
  preemptions: 2,
  threads: [(shared, t: ThreadContext) => {
    const writer = new RingBuffer(shared).writer();
    try {
      for (let i = 0; i < 3; i++) writer.write(new Uint8Array(4));
      t.assert(false, "12 bytes were written, and the reader has read 1.");
    } catch (error) {
      if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
      t.log("broken pipe");
    }
  }, (shared) => {
    using reader = new RingBuffer(shared).reader();
    reader.read(new Uint8Array(1));
  }],
  final: (_words, [log]) =>
    assertEquals(log, ["broken pipe"], "The writer was not told."),
};

/** Two threads want the same end. */
export function twoOf(end: "writer" | "reader"): Model {
  const take: Thread = (shared, t: ThreadContext) => {
    const ring = new RingBuffer(shared);
    try {
      ring[end]();
      t.log("took it");
    } catch (error) {
      if (!(error instanceof Error) || error.message.startsWith("TODO")) {
        throw error;
      }
      t.log("refused");
    }
  };
  return {
    name: `7.5.5-two-${end}s`,
    bytes: BYTES,
    words: WORDS,
    threads: [take, take],
    final: (_words, logs) => {
      const told = logs.flat().toSorted();
      assertEquals(
        told,
        ["refused", "took it"],
        `Of two threads that want the ${end}'s end, ${
          told.includes("refused") ? "none" : "both"
        } got it.`,
      );
    },
  };
}

/** For scripts: a writer that stops between its writes. */
export const steps: Model = {
  name: "7.5.5-steps",
  bytes: BYTES,
  words: WORDS,
  threads: [(shared, t: ThreadContext) => {
    const writer = new RingBuffer(shared).writer();
    t.reach("attached");
    writer.write(new Uint8Array([1, 2]));
    t.reach("has written two");
    writer.write(new Uint8Array([3, 4]));
    t.reach("has filled it");
    writer.write(new Uint8Array([5]));
    t.reach("has written five");
    writer.close();
  }, (shared, t: ThreadContext) => {
    const reader = new RingBuffer(shared).reader();
    t.reach("attached");
    const into = new Uint8Array(1);
    for (;;) {
      const count = reader.read(into);
      if (count === null) return;
      t.reach(`has read ${into[0]}`);
    }
  }],
};
