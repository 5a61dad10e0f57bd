import type { MutexToken } from "./mutex.ts";
import { sharedWords } from "./shared_words.ts";

/**
 * A place to sleep until something that a mutex guards becomes true:
 * `pthread_cond_t`. Each sleeper looks again after waking. Zeroed memory is a
 * condition without sleepers.
 */
export class Condition {
  static readonly BYTE_LENGTH = 4;

  /** A single word: how many notifications there were. */
  readonly #words: Int32Array<SharedArrayBuffer>;

  /**
   * @throws {TypeError | RangeError} If there is no room for a condition at
   * `byteOffset`, in bytes and a multiple of 4.
   */
  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    const { BYTE_LENGTH } = Condition;
    this.#words = sharedWords("condition", buffer, byteOffset, BYTE_LENGTH);
  }

  /**
   * Waits until `predicate` returns true: `pthread_cond_wait()` in its loop.
   * The mutex is unlocked during sleep only: `predicate` is called with it
   * locked, and so is it when this returns or throws.
   *
   * @throws {Error} If `token` does not hold its mutex.
   */
  wait(token: MutexToken, predicate: () => boolean): void {
    assertHeld(token);
    while (!predicate()) this.#sleep(token, Infinity);
  }

  /**
   * The same for at most `ms` milliseconds: `pthread_cond_timedwait()`. Returns
   * whether the predicate became true.
   *
   * @throws {RangeError} If `ms` is negative or not a number.
   * @throws {Error} If `token` does not hold its mutex.
   */
  waitFor(token: MutexToken, predicate: () => boolean, ms: number): boolean {
    if (!(ms >= 0)) {
      throw new RangeError(
        `Cannot wait for condition as 'ms' must be a number from 0 up: received ${ms}`,
      );
    }
    assertHeld(token);
    const end = performance.now() + ms;
    while (!predicate()) {
      const left = Math.max(0, end - performance.now());
      if (!this.#sleep(token, left)) return predicate();
    }
    return true;
  }

  /**
   * Wakes up to `count` sleepers: `pthread_cond_signal()`. Call it after a
   * change. Returns how many woke.
   */
  notify(count = 1): number {
    Atomics.add(this.#words, 0, 1);
    return Atomics.notify(this.#words, 0, count);
  }

  /** Wakes every sleeper: `pthread_cond_broadcast()`. */
  notifyAll(): number {
    return this.notify(Infinity);
  }

  /** Returns false if `ms` have passed. */
  #sleep(token: MutexToken, ms: number): boolean {
    const seen = Atomics.load(this.#words, 0);
    token.unlock();
    const result = Atomics.wait(this.#words, 0, seen, ms);
    token.lock();
    return result !== "timed-out";
  }
}

function assertHeld(token: MutexToken): void {
  if (token.locked) return;
  throw new Error(
    "Cannot wait for condition as the token does not hold its mutex: lock it first",
  );
}
