import { assert } from "@std/assert";
import {
  Mutex as LessonMutex,
  MutexToken as LessonMutexToken,
} from "../../../lessons/7.4-locks/mutex.ts";
import {
  type Model,
  mutexWord,
  ownInstances,
  type Thread,
  type WordNames,
  type Words,
} from "../../harness/explorer/mod.ts";

/** The lesson's, as each thread has it. */
export const { Mutex, MutexToken } = await ownInstances(
  { Mutex: LessonMutex, MutexToken: LessonMutexToken },
  import.meta.resolve("../../../lessons/7.4-locks/mutex.ts"),
);
export type Mutex = LessonMutex;
export type MutexToken = LessonMutexToken;

/** Leaves a word free on both sides, to see whether a mutex keeps to its own. */
export const OFFSET = 4;
/** Where the words lie that the mutex guards, in bytes. */
export const DATA = OFFSET + Mutex.BYTE_LENGTH + 4;
/** A mutex with a free word on both sides, and two words of data. */
export const BYTES = DATA + 8;

/** The words of a model with one mutex. */
export const WORDS: WordNames = {
  0: { name: "word 0, not the mutex's", foreign: true },
  [OFFSET]: mutexWord(),
  [DATA]: { name: "count", foreign: true },
  [DATA + 4]: { name: "other count", foreign: true },
};

/** What a mutex's words say, by the names of their values. */
export function mutexIn(words: Int32Array): string {
  const values = ["UNLOCKED", "LOCKED", "CONTENDED"];
  return [...words.subarray(OFFSET / 4, DATA / 4 - 1)]
    .map((word) => values[word] ?? word).join(", ");
}

/** Adds one to a guarded word, as only who holds the mutex may. */
export function bump(shared: SharedArrayBuffer, index = 0): void {
  const data = new Int32Array(shared, DATA, 2);
  data[index] = (data[index] ?? 0) + 1;
}

/** Throws unless the threads have counted up to `times`. */
export function assertBumped(words: Words, times: number): void {
  assert(
    words[DATA / 4] === times,
    `The word that the mutex guards was counted up ${times} times and is ${
      words[DATA / 4]
    }.`,
  );
}

/** Locks, counts, and leaves by the end of the block. */
const once: Thread = (shared, t) => {
  using _token = new Mutex(shared, OFFSET).lock();
  t.inside("the critical section", () => bump(shared));
};

const twice: Thread = (shared, t) => {
  once(shared, t);
  once(shared, t);
};

/** Two threads, once each. */
export const twoThreads: Model = {
  name: "7.4.2-two-threads",
  bytes: BYTES,
  words: WORDS,
  threads: [once, once],
  final: (words) => assertBumped(words, 2),
};

/** Two threads, twice each. */
export const twoThreadsTwice: Model = {
  ...twoThreads,
  name: "7.4.2-two-threads-twice",
  threads: [twice, twice],
  final: (words) => assertBumped(words, 4),
};

/** Three threads, and the words beside the mutex. */
export const threeThreads: Model = {
  ...twoThreads,
  name: "7.4.2-three-threads",
  threads: [once, once, once],
  invariant: (words) => {
    assert(words[0] === 0, "The word before the mutex was written to.");
    assert(
      words[DATA / 4 - 1] === 0,
      "The word after the mutex was written to.",
    );
  },
  final: (words) => assertBumped(words, 3),
};

/** Three threads, of which one comes back while both others may sleep. */
export const threeThreadsOneTwice: Model = {
  ...threeThreads,
  name: "7.4.2-three-threads-one-twice",
  threads: [twice, once, once],
  final: (words) => assertBumped(words, 4),
};

/** Two threads that wake without a reason. */
export const spurious: Model = {
  ...twoThreadsTwice,
  name: "7.4.2-spurious-wake-ups",
  threads: [twice, once],
  spuriousWakeups: 1,
  final: (words) => assertBumped(words, 3),
};

/** A thread that leaves its block by an exception. */
export const exception: Model = {
  ...twoThreads,
  name: "7.4.2-exception",
  threads: [(shared, t) => {
    const accident = new Error("an accident in the critical section");
    try {
      using _token = new Mutex(shared, OFFSET).lock();
      t.inside("the critical section", () => bump(shared));
      throw accident;
    } catch (error) {
      if (error !== accident) throw error;
    }
    once(shared, t);
  }, once],
  final: (words) => assertBumped(words, 3),
};

/** A thread that disposes a token twice, while another may hold the mutex. */
export const disposedTwice: Model = {
  ...twoThreads,
  name: "7.4.2-disposed-twice",
  threads: [(shared, t) => {
    const token = new Mutex(shared, OFFSET).lock();
    token[Symbol.dispose]();
    token[Symbol.dispose]();
    once(shared, t);
  }, once],
};

/** A thread that disposes a token again, while it holds a newer one. */
export const disposedBesideNewer: Model = {
  ...twoThreads,
  name: "7.4.2-disposed-beside-newer",
  threads: [(shared, t) => {
    const mutex = new Mutex(shared, OFFSET);
    const older = mutex.lock();
    older[Symbol.dispose]();
    using _newer = mutex.lock();
    older[Symbol.dispose]();
    t.inside("the critical section", () => bump(shared));
  }, once],
};

/** Two mutexes side by side, held at the same time by one thread. */
export const sideBySide: Model = {
  name: "7.4.2-side-by-side",
  bytes: 2 * Mutex.BYTE_LENGTH,
  words: {
    0: mutexWord("left"),
    [Mutex.BYTE_LENGTH]: mutexWord("right"),
  },
  threads: [(shared, t) => {
    using _left = new Mutex(shared).lock();
    t.reach("holds the left mutex");
    using _right = new Mutex(shared, Mutex.BYTE_LENGTH).lock();
  }, (shared) => {
    using _right = new Mutex(shared, Mutex.BYTE_LENGTH).lock();
  }],
};

/** One that locks again and again, and stays inside until it is woken. */
export const greedy: Model = {
  ...twoThreads,
  name: "7.4.2-greedy",
  threads: [
    (shared) => {
      const mutex = new Mutex(shared, OFFSET);
      for (;;) {
        using _token = mutex.lock();
        Atomics.wait(new Int32Array(shared, DATA, 1), 0, 0);
      }
    },
    once,
    once,
  ],
};

/** A mutex that somebody has marked while a thread holds it. */
export const marked: Model = {
  ...twoThreads,
  name: "7.4.2-marked",
  threads: [(shared) => {
    using _token = new Mutex(shared, OFFSET).lock();
    Atomics.store(new Int32Array(shared, OFFSET, 1), 0, 2);
  }],
};

/** A holder that a script can freeze, and two threads that want the mutex. */
export const queue: Model = {
  name: "7.4.2-queue",
  bytes: BYTES,
  words: WORDS,
  threads: [
    (shared, t) => {
      using _token = new Mutex(shared, OFFSET).lock();
      t.reach("holds the mutex");
    },
    once,
    once,
  ],
};
