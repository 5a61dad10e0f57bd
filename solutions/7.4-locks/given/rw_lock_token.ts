/**
 * The right to unlock an `RwLock` that one thread holds for reading or for
 * writing. It cannot be posted to another thread.
 */
export class RwLockToken {
  #unlock: (() => void) | null;

  /** Made by `RwLock`; there is no need to call this. */
  constructor(unlock: () => void) {
    this.#unlock = unlock;
  }

  /** Whether the lock is held through this token. */
  get locked(): boolean {
    return this.#unlock !== null;
  }

  /**
   * Unlocks: `pthread_rwlock_unlock()`.
   *
   * @throws {Error} If this token unlocked before. Nothing is changed then.
   */
  unlock(): void {
    if (this.#unlock === null) {
      throw new Error(
        "Cannot unlock read-write lock as this token does not hold it: unlock once for each lock",
      );
    }
    this[Symbol.dispose]();
  }

  /** Unlocks if this token holds the lock; otherwise does nothing. */
  [Symbol.dispose](): void {
    const unlock = this.#unlock;
    this.#unlock = null;
    unlock?.();
  }
}
