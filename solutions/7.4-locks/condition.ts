import type { MutexToken } from "./mutex.ts";
import { sharedWords } from "../given/shared_words.ts";

/**
 * A place to sleep until something becomes true: `pthread_cond_t`. What is
 * waited for is guarded by a mutex; each sleeper looks again after waking, so
 * a wake-up too many does no harm.
 *
 * Word 0 is a sequence number that each notification moves on, as in Rust's
 * futex-based `Condvar`. Zeroed memory is a condition without waiters.
 */
export class Condition {
  /** How many bytes a condition takes. */
  static readonly BYTE_LENGTH = 4;

  readonly #words: Int32Array<SharedArrayBuffer>;

  /**
   * Attaches to the condition at `byteOffset`.
   *
   * @throws {TypeError | RangeError} If there is no room for a condition at
   * `byteOffset`, which is in bytes and a multiple of 4.
   */
  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.#words = sharedWords(
      "condition",
      buffer,
      byteOffset,
      Condition.BYTE_LENGTH,
    );
  }

  /**
   * Waits until `predicate` returns true: `pthread_cond_wait()` in its loop.
   * The mutex is unlocked during sleep only: `predicate` is called with it
   * locked, and it is locked when this returns or when `predicate` throws.
   *
   * @throws {Error} If `token` does not hold its mutex.
   */
  wait(token: MutexToken, predicate: () => boolean): void {
    assertLocked(token);
    // TODO(7.4.6): Return when the predicate is true, and sleep until then. Any
    // wake-up may be for nothing.
    // #region 7.4.6
    while (!predicate()) this.#sleep(token, Infinity);
    // #endregion
  }

  /**
   * As {@linkcode Condition.wait}, for at most `ms` milliseconds:
   * `pthread_cond_timedwait()`. Returns whether the predicate became true.
   *
   * @throws {RangeError} If `ms` is negative or not a number.
   * @throws {Error} If `token` does not hold its mutex.
   */
  waitFor(token: MutexToken, predicate: () => boolean, ms: number): boolean {
    assertLocked(token);
    if (!(ms >= 0)) {
      throw new RangeError(
        `Cannot wait for condition as 'ms' must be a number from 0 up: received ${ms}`,
      );
    }
    // TODO(7.4.6): As wait(), but give up when `ms` have passed since the call,
    // however often this thread is woken for nothing. When the time is over,
    // the predicate has the last word.
    // #region 7.4.6
    const end = performance.now() + ms;
    while (!predicate()) {
      const left = Math.max(0, end - performance.now());
      if (this.#sleep(token, left) === "timed-out") return predicate();
    }
    return true;
    // #endregion
  }

  /**
   * Wakes `count` waiting threads: `pthread_cond_signal()`. Returns how many
   * were asleep and woke.
   *
   * @throws {RangeError} If `count` is not an integer from 0 up, or `Infinity`.
   */
  notify(count = 1): number {
    if (!(count >= 0) || (count !== Infinity && !Number.isInteger(count))) {
      throw new RangeError(
        `Cannot notify as 'count' must be an integer from 0 up, or Infinity: received ${count}`,
      );
    }
    // TODO(7.4.6): Wake `count` of the threads that sleep on word 0, and return
    // how many those were. A thread that is about to sleep must not: its
    // notification would be lost.
    // #region 7.4.6
    Atomics.add(this.#words, 0, 1);
    return Atomics.notify(this.#words, 0, count);
    // #endregion
  }

  /** Wakes every waiting thread: `pthread_cond_broadcast()`. */
  notifyAll(): number {
    return this.notify(Infinity);
  }

  /** Unlocks, sleeps until notified or `ms` have passed, and locks again. */
  #sleep(token: MutexToken, ms: number): "ok" | "not-equal" | "timed-out" {
    // TODO(7.4.6): Unlock, sleep on word 0, and lock again in any case. No
    // notification that comes after the unlocking may be missed. Return what
    // Atomics.wait() said.
    // #region 7.4.6
    const sequence = Atomics.load(this.#words, 0);
    token.unlock();
    try {
      return Atomics.wait(this.#words, 0, sequence, ms);
    } finally {
      token.lock();
    }
    // #endregion
  }
}

function assertLocked(token: MutexToken): void {
  if (token.locked) return;
  throw new Error(
    "Cannot wait for condition as the token does not hold its mutex: lock it first",
  );
}
