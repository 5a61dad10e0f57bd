import { checkCount, checkStock } from "./given/permit_count.ts";
import { sharedWords } from "../given/shared_words.ts";

/** Index of the word that counts the free permits. */
const PERMITS = 0;
/** Index of the word that counts the threads which sleep, or are about to. */
const WAITERS = 1;
/** Index of the word with the most permits there can be. */
const MAX = 2;

/**
 * A stock of permits that threads take and give back: POSIX's `sem_t`, for any
 * number of permits at a time. At most `max` are out at once. Any thread may
 * release, also one that never acquired.
 *
 * The number of waiters alongside the counter is as in glibc's `sem_t`.
 */
export class Semaphore {
  /** How many bytes a semaphore takes. */
  static readonly BYTE_LENGTH = 12;

  readonly #words: Int32Array<SharedArrayBuffer>;

  /**
   * Attaches to the semaphore at `byteOffset`, which one thread has made with
   * {@linkcode Semaphore.initialize}.
   *
   * @throws {TypeError | RangeError} If there is no room for a semaphore at
   * `byteOffset`, which is in bytes and a multiple of 4.
   */
  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.#words = sharedWords(
      "semaphore",
      buffer,
      byteOffset,
      Semaphore.BYTE_LENGTH,
    );
  }

  /**
   * Makes a semaphore in shared memory: `sem_init()`. One thread calls this,
   * before the others attach.
   *
   * @param permits How many permits are free at first, from 0 up to `max`.
   * @param max The most permits there can be.
   * @throws {RangeError} If `max` is not a positive integer of 31 bits, or
   * `permits` is not an integer from 0 up to `max`.
   */
  static initialize(
    buffer: SharedArrayBuffer,
    byteOffset: number,
    permits: number,
    max: number = permits,
  ): Semaphore {
    checkStock(permits, max);
    const semaphore = new Semaphore(buffer, byteOffset);
    Atomics.store(semaphore.#words, PERMITS, permits);
    Atomics.store(semaphore.#words, WAITERS, 0);
    Atomics.store(semaphore.#words, MAX, max);
    return semaphore;
  }

  /**
   * Waits until `count` permits are free and takes all of them in one step:
   * `sem_wait()`. A thread that wants few permits may overtake one that waits
   * for many: none sleeps while there are enough for it.
   *
   * @throws {RangeError} If `count` is not a positive integer, or more than
   * there can ever be.
   */
  acquire(count = 1): void {
    // TODO(7.4.5): Return when this thread has taken `count` permits. While
    // there are too few, sleep on the PERMITS word, counted in WAITERS. A
    // release may come between any two of your operations. Ask checkCount()
    // first.
    throw new Error("TODO(7.4.5)");
  }

  /**
   * Takes `count` permits if so many are free, and never waits:
   * `sem_trywait()`. Returns false, with nothing taken, if there are too few.
   *
   * @throws {RangeError} As {@linkcode Semaphore.acquire} does.
   */
  tryAcquire(count = 1): boolean {
    // TODO(7.4.5): Take `count` permits, or none. Ask checkCount() first.
    throw new Error("TODO(7.4.5)");
  }

  /**
   * Gives `count` permits back: `sem_post()`.
   *
   * @throws {RangeError} If `count` is not a positive integer, or if there
   * would be more permits than the maximum. Nothing is changed then.
   */
  release(count = 1): void {
    // TODO(7.4.5): Add `count` permits. If that makes more than the maximum,
    // throw a RangeError and change nothing, whatever other threads do
    // meanwhile. If there are waiters, wake them all: they want different
    // numbers, and only they know which of them can go on. Ask checkCount()
    // first.
    throw new Error("TODO(7.4.5)");
  }

  /**
   * Takes `count` permits in one atomic step and returns undefined. If there
   * are too few, takes none and returns how many it saw.
   */
  #take(count: number): number | undefined {
    // TODO(7.4.5): Take the permits, or find that there are too few. That
    // another thread came between is no reason to give up.
    throw new Error("TODO(7.4.5)");
  }

  /** The most permits there can be. No thread changes it later. */
  get #max(): number {
    return this.#words[MAX] ?? 0;
  }
}
