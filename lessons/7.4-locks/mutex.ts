import { sharedWords } from "../given/shared_words.ts";

type Words = Int32Array<SharedArrayBuffer>;

/** Word 0 of a mutex: nobody holds it. */
const UNLOCKED = 0;
/** Word 0 of a mutex: a thread holds it and nobody waits. */
const LOCKED = 1;
/** Word 0 of a mutex: a thread holds it and others may sleep on it. */
const CONTENDED = 2;

/** Sleeps until the mutex is free and takes it. */
function acquire(words: Words): void {
  // TODO(7.4.2): Return when this thread holds the mutex; never may two hold
  // it. While another does, sleep on word 0 with Atomics.wait(), which may
  // return for no reason. No thread may sleep while the mutex is free for good,
  // nor look again by a time limit of less than 100 ms: that is polling.
  throw new Error("TODO(7.4.2)");
}

/** Frees the mutex and wakes one sleeper. Returns false if it was not locked. */
function release(words: Words): boolean {
  // TODO(7.4.2): Free the mutex, and wake a thread that sleeps on word 0. What
  // if the thread looks at the word before you have freed it? Return whether
  // the mutex was locked.
  throw new Error("TODO(7.4.2)");
}

/**
 * The right to unlock a {@linkcode Mutex}, and the proof of holding it. It
 * belongs to the thread that locked: tokens cannot be posted to a worker.
 *
 * The shape is that of TC39's structs proposal (`Atomics.Mutex.UnlockToken`)
 * and of C++'s `std::unique_lock`.
 */
export class MutexToken {
  readonly #words: Words;
  #locked = true;

  /** Made by {@linkcode Mutex}; there is no need to call this. */
  constructor(words: Words) {
    this.#words = words;
  }

  /** Whether the mutex is held through this token. */
  get locked(): boolean {
    return this.#locked;
  }

  /** Unlocks if this token holds the mutex; otherwise does nothing. */
  [Symbol.dispose](): void {
    // TODO(7.4.2): Release the mutex once, however often this is called.
    // `using` calls it on each way out of a block, also by an exception.
    throw new Error("TODO(7.4.2)");
  }

  /**
   * Unlocks: `pthread_mutex_unlock()`. Wakes one waiting thread.
   *
   * @throws {Error} If this token does not hold the mutex, or if the mutex is
   * not locked at all. Nothing is changed then.
   */
  unlock(): void {
    // TODO(7.4.3): Release the mutex. Throw an Error that says what is wrong if
    // this token does not hold it: another thread may hold it by now, and must
    // not notice. Throw one also if release() found the mutex unlocked.
    throw new Error("TODO(7.4.3)");
  }

  /**
   * Locks again through a token that was unlocked. It saves making a new one.
   *
   * @throws {Error} If this token holds the mutex: it would wait for itself.
   */
  lock(): void {
    // TODO(7.4.4): Acquire the mutex again; throw an Error if this token holds
    // it. Then look at acquire() and release() once more: while nobody waits, a
    // lock and an unlock are two atomic operations and no notify, and an unlock
    // never wakes more than one thread.
    throw new Error("TODO(7.4.4)");
  }
}

/**
 * A lock that one thread holds at a time: `pthread_mutex_t`. Waiting threads
 * sleep. It is the third mutex of Ulrich Drepper's "Futexes Are Tricky": as long
 * as nobody has to wait, it takes no wait and no notify.
 *
 * Zeroed memory is an unlocked mutex. It is not recursive: a thread that locks
 * it twice waits for itself.
 *
 * ```ts
 * using _token = mutex.lock();
 * // Only one thread is here at a time; the block's end unlocks.
 * ```
 */
export class Mutex {
  /** How many bytes a mutex takes. */
  static readonly BYTE_LENGTH = 4;

  readonly #words: Words;

  /**
   * Attaches to the mutex at `byteOffset`.
   *
   * @throws {TypeError | RangeError} If there is no room for a mutex at
   * `byteOffset`, which is in bytes and a multiple of 4.
   */
  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.#words = sharedWords("mutex", buffer, byteOffset, Mutex.BYTE_LENGTH);
  }

  /** Waits for the mutex and locks it: `pthread_mutex_lock()`. */
  lock(): MutexToken {
    acquire(this.#words);
    return new MutexToken(this.#words);
  }

  /**
   * Locks if no thread holds the mutex, and never waits:
   * `pthread_mutex_trylock()`. Returns `null` if a thread holds it.
   */
  lockIfAvailable(): MutexToken | null {
    // TODO(7.4.3): Take the mutex if it is unlocked, and return a token. If
    // not, return null and leave the word as it is. Never wait, not even when
    // another thread comes between.
    throw new Error("TODO(7.4.3)");
  }
}
