import { assert } from "@std/assert";
import { RwLock as LessonRwLock } from "../../../lessons/7.4-locks/rw_lock.ts";
import {
  flagged,
  type Model,
  ownInstances,
  type Thread,
  type ThreadContext,
  type WordNames,
  type Words,
} from "../../harness/explorer/mod.ts";
import { PROVED } from "./proved.ts";

/** The lesson's, as each thread has it. */
export const { RwLock } = await ownInstances(
  { RwLock: LessonRwLock },
  import.meta.resolve("../../../lessons/7.4-locks/rw_lock.ts"),
);

/** Leaves a word free on both sides, to see whether a lock keeps to its own. */
export const OFFSET = 4;
const AFTER = OFFSET + RwLock.BYTE_LENGTH;
/** Where the two guarded words lie, in bytes. */
export const DATA = AFTER + 4;
/** A lock with a free word on both sides, and two guarded words. */
export const BYTES = DATA + 8;

/** Adds one to both guarded words. */
export function write(shared: SharedArrayBuffer): void {
  const data = new Int32Array(shared, DATA, 2);
  data[0] = (data[0] ?? 0) + 1;
  data[1] = (data[1] ?? 0) + 1;
}

/** Whether the guarded words are equal, as no writer is at work. */
export function isWhole(shared: SharedArrayBuffer): boolean {
  const data = new Int32Array(shared, DATA, 2);
  return data[0] === data[1];
}

const reader: Thread = (shared, t: ThreadContext) => {
  using _token = new RwLock(shared, OFFSET).lockRead();
  t.inside("the guarded place", () => {
    t.assert(isWhole(shared), "A reader saw what a writer had half done.");
  }, { shared: true });
};

const writer: Thread = (shared, t) => {
  using _token = new RwLock(shared, OFFSET).lockWrite();
  t.inside("the guarded place", () => write(shared));
};

/** Reads until another reader is there, too. */
const meeter: Thread = (shared) => {
  const inside = new Int32Array(shared, DATA, 2);
  using _token = new RwLock(shared, OFFSET).lockRead();
  Atomics.add(inside, 0, 1);
  Atomics.notify(inside, 0);
  Atomics.wait(inside, 0, 1);
};

const writerTwice: Thread = (shared, t) => {
  writer(shared, t);
  writer(shared, t);
};

const readerTwice: Thread = (shared, t) => {
  reader(shared, t);
  reader(shared, t);
};

/** The number of readers that stands for a writer. */
export const WRITER = (1 << 29) - 1;
/** Flag of the state: readers sleep. */
export const READERS_WAIT = 1 << 29;
/** Flag of the state: writers sleep. */
export const WRITERS_WAIT = 1 << 30;

/** The lock's words, as the lesson has them. */
export const WORDS: WordNames = {
  [OFFSET]: {
    name: "state",
    values: flagged(
      { READERS_WAIT, WRITERS_WAIT },
      (readers) => {
        const missing = WRITER - readers;
        return missing === 0
          ? "WRITER"
          : missing > 0 && missing < 4
          ? `WRITER - ${missing}`
          : `${readers}`;
      },
    ),
  },
  [OFFSET + 4]: "writer notify",
  [DATA]: { name: "data", foreign: true },
  [DATA + 4]: { name: "copy", foreign: true },
};

function keepsToItself(words: Words): void {
  assert(words[0] === 0, "The word before the lock was written to.");
  assert(words[AFTER / 4] === 0, "The word after the lock was written to.");
}

function model(name: string, threads: Thread[], rest?: Partial<Model>): Model {
  return {
    name: `7.4.7-${name}`,
    bytes: BYTES,
    words: WORDS,
    oneStep: PROVED,
    threads,
    invariant: keepsToItself,
    maxStates: 200_000,
    ...rest,
  };
}

/** Two readers that meet inside. */
export const readersMeet = model("readers-meet", [meeter, meeter]);

/** Does the same when a writer is in, or was. */
const meeterAfterWriter: Thread = (shared, t) => {
  Atomics.wait(new Int32Array(shared, DATA, 2), 1, 0);
  meeter(shared, t);
};

/** Two readers that meet inside when a writer, which came first, has left. */
export const readersMeetAfterWriter = model(
  "readers-meet-after-writer",
  [
    (shared) => {
      using _token = new RwLock(shared, OFFSET).lockWrite();
      const entered = new Int32Array(shared, DATA, 2);
      Atomics.store(entered, 1, 1);
      Atomics.notify(entered, 1);
    },
    meeterAfterWriter,
    meeterAfterWriter,
  ],
  { preemptions: 2 },
);

/** Two threads: every schedule. */
export const readerWriter = model("reader-writer", [reader, writerTwice]);
export const twoWriters = model("two-writers", [writer, writer]);
export const twoReaders = model("two-readers", [readerTwice, reader]);

/** A reader that comes again: a running thread is put aside up to four times. */
export const writerReader = model("writer-reader", [readerTwice, writer], {
  preemptions: 4,
});

/** Three threads: a running thread is put aside up to three times. */
export const readerReaderWriter = model(
  "reader-reader-writer",
  [reader, reader, writer],
  { preemptions: 3 },
);
export const readerWriterWriter = model(
  "reader-writer-writer",
  [reader, writer, writer],
  { preemptions: 3 },
);
export const threeWriters = model(
  "three-writers",
  [writer, writer, writer],
  { preemptions: 3 },
);

/** Two readers and two writers, with up to two preemptions. */
export const fourThreads = model(
  "four-threads",
  [reader, reader, writer, writer],
  { preemptions: 2 },
);

/** Wake-ups without a reason. */
export const spurious = model("spurious-wake-ups", [reader, writer], {
  spuriousWakeups: 1,
});
