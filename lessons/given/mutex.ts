import { sharedWords } from "./shared_words.ts";

type Words = Int32Array<SharedArrayBuffer>;

/** Word 0: 1 while a thread holds the mutex. */
const HELD = 0;
/** Word 1: how many threads sleep on word 0, or are about to. */
const SLEEPERS = 1;

function take(words: Words): boolean {
  return Atomics.compareExchange(words, HELD, 0, 1) === 0;
}

function acquire(words: Words): void {
  while (!take(words)) {
    // Counted first: whoever unlocks from now on sees that somebody sleeps.
    Atomics.add(words, SLEEPERS, 1);
    Atomics.wait(words, HELD, 1);
    Atomics.sub(words, SLEEPERS, 1);
  }
}

function release(words: Words): void {
  Atomics.store(words, HELD, 0);
  if (Atomics.load(words, SLEEPERS) > 0) Atomics.notify(words, HELD, 1);
}

/** The right to unlock a {@linkcode Mutex}, and the proof of holding it. */
export class MutexToken {
  readonly #words: Words;
  #locked = true;

  /** Made by {@linkcode Mutex} alone. */
  constructor(words: Words) {
    this.#words = words;
  }

  get locked(): boolean {
    return this.#locked;
  }

  /**
   * Unlocks: `pthread_mutex_unlock()`. Wakes one waiting thread.
   *
   * @throws {Error} If this token does not hold the mutex.
   */
  unlock(): void {
    this.#check(true, "unlock");
    this.#locked = false;
    release(this.#words);
  }

  /**
   * Locks again through a token that was unlocked.
   *
   * @throws {Error} If this token holds the mutex.
   */
  lock(): void {
    this.#check(false, "lock");
    acquire(this.#words);
    this.#locked = true;
  }

  /** Unlocks if this token holds the mutex; otherwise does nothing. */
  [Symbol.dispose](): void {
    if (this.#locked) this.unlock();
  }

  #check(locked: boolean, action: string): void {
    if (this.#locked === locked) return;
    throw new Error(
      `Cannot ${action} mutex as this token ${
        locked ? "does not hold it" : "holds it already"
      }: lock and unlock in turn`,
    );
  }
}

/**
 * A lock that one thread holds at a time: `pthread_mutex_t`. Waiting threads
 * sleep. Zeroed memory is an unlocked mutex. A thread that locks it twice waits
 * for itself.
 *
 * ```ts
 * using _token = mutex.lock();
 * // Only one thread is here at a time; the block's end unlocks.
 * ```
 */
export class Mutex {
  static readonly BYTE_LENGTH = 8;

  readonly #words: Words;

  /**
   * @throws {TypeError | RangeError} If there is no room for a mutex at
   * `byteOffset`, in bytes and a multiple of 4.
   */
  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.#words = sharedWords("mutex", buffer, byteOffset, Mutex.BYTE_LENGTH);
  }

  /** Waits for the mutex and locks it: `pthread_mutex_lock()`. */
  lock(): MutexToken {
    acquire(this.#words);
    return new MutexToken(this.#words);
  }

  /** Locks if no thread holds the mutex, or returns null; never waits. */
  lockIfAvailable(): MutexToken | null {
    return take(this.#words) ? new MutexToken(this.#words) : null;
  }
}
