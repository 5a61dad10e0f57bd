import {
  Semaphore as LessonSemaphore,
} from "../../../lessons/7.4-locks/semaphore.ts";
import {
  ownInstances,
  type Thread,
  type ThreadContext,
  type WordNames,
} from "../../harness/explorer/mod.ts";

/** The lesson's, as each thread has it. */
export const { Semaphore } = await ownInstances(
  { Semaphore: LessonSemaphore },
  import.meta.resolve("../../../lessons/7.4-locks/semaphore.ts"),
);
export type Semaphore = LessonSemaphore;

/** Leaves a word free on both sides, to see whether a semaphore keeps to its own. */
export const OFFSET = 4;
/** Where the word lies that a semaphore of one permit guards, in bytes. */
export const DATA = OFFSET + Semaphore.BYTE_LENGTH + 4;
/** Where the word lies that counts the threads which have ended, in bytes. */
const ENDED = DATA + 4;
/** A semaphore with a free word on both sides, and two words of data. */
export const BYTES = ENDED + 4;

/** The semaphore's words, as the lesson has them. */
export const WORDS: WordNames = {
  [OFFSET]: "permits",
  [OFFSET + 4]: "waiters",
  [OFFSET + 8]: "max",
  [DATA]: { name: "count", foreign: true },
  [ENDED]: { name: "ended", foreign: true },
};

/** Makes the semaphore before the threads start. */
export function stock(permits: number, max = permits) {
  return (shared: SharedArrayBuffer) => {
    Semaphore.initialize(shared, OFFSET, permits, max);
  };
}

/** Adds one to the guarded word. */
export function bump(shared: SharedArrayBuffer): void {
  const data = new Int32Array(shared, DATA, 1);
  data[0] = (data[0] ?? 0) + 1;
}

/** A thread that takes permits and gives them back, with nothing in between. */
export function passer(count: number): Thread {
  return (shared) => {
    const semaphore = new Semaphore(shared, OFFSET);
    semaphore.acquire(count);
    semaphore.release(count);
  };
}

/**
 * Runs `thread`; the last of `threads` to end checks that just `permits` are
 * free.
 */
export function checked(
  thread: Thread,
  threads: number,
  permits: number,
): Thread {
  return (shared, t: ThreadContext) => {
    thread(shared, t);
    if (Atomics.add(new Int32Array(shared, ENDED, 1), 0, 1) + 1 < threads) {
      return;
    }
    const semaphore = new Semaphore(shared, OFFSET);
    t.assert(
      semaphore.tryAcquire(permits),
      `At the end ${permits} permits must be free, and tryAcquire(${permits}) returned false.`,
    );
    t.assert(
      !semaphore.tryAcquire(),
      `At the end ${permits} permits must be free, and more are: after tryAcquire(${permits}), tryAcquire() returned true.`,
    );
  };
}
