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
    // #region 7.4.5
    checkCount("acquire", count, this.#max);
    for (;;) {
      const permits = this.#take(count);
      if (permits === undefined) return;
      Atomics.add(this.#words, WAITERS, 1);
      Atomics.wait(this.#words, PERMITS, permits);
      Atomics.sub(this.#words, WAITERS, 1);
    }
    // #endregion
  }

  /**
   * Takes `count` permits if so many are free, and never waits:
   * `sem_trywait()`. Returns false, with nothing taken, if there are too few.
   *
   * @throws {RangeError} As {@linkcode Semaphore.acquire} does.
   */
  tryAcquire(count = 1): boolean {
    // TODO(7.4.5): Take `count` permits, or none. Ask checkCount() first.
    // #region 7.4.5
    checkCount("acquire", count, this.#max);
    return this.#take(count) === undefined;
    // #endregion
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
    // #region 7.4.5
    const max = this.#max;
    checkCount("release", count, max);
    let permits = Atomics.load(this.#words, PERMITS);
    for (;;) {
      if (permits + count > max) {
        throw new RangeError(
          `Cannot release ${count} as ${permits} of at most ${max} permits are free already: release only what was acquired`,
        );
      }
      const seen = Atomics.compareExchange(
        this.#words,
        PERMITS,
        permits,
        permits + count,
      );
      if (seen === permits) break;
      permits = seen;
    }
    if (Atomics.load(this.#words, WAITERS) > 0) {
      Atomics.notify(this.#words, PERMITS);
    }
    // #endregion
  }

  /**
   * Takes `count` permits in one atomic step and returns undefined. If there
   * are too few, takes none and returns how many it saw.
   */
  #take(count: number): number | undefined {
    // TODO(7.4.5): Take the permits, or find that there are too few. That
    // another thread came between is no reason to give up.
    // #region 7.4.5
    let permits = Atomics.load(this.#words, PERMITS);
    while (permits >= count) {
      const seen = Atomics.compareExchange(
        this.#words,
        PERMITS,
        permits,
        permits - count,
      );
      if (seen === permits) return undefined;
      permits = seen;
    }
    return permits;
    // #endregion
  }

  /** The most permits there can be. No thread changes it later. */
  get #max(): number {
    return this.#words[MAX] ?? 0;
  }
}
