/**
 * Locks to compare the course's own with: the least code that can lock at all,
 * in the forms in which it is published most often.
 *
 * @module
 */
type Words = Int32Array<SharedArrayBuffer>;

/** A loop of `compareExchange`: no sleep, no wake. No lock can cost less. */
export class BareLoop {
  constructor(readonly words: Words) {}

  lock(): void {
    while (Atomics.compareExchange(this.words, 0, 0, 1) !== 0);
  }

  unlock(): void {
    Atomics.store(this.words, 0, 0);
  }
}

/**
 * Two states, and a notify at each unlock: the mutex of most blog posts and of
 * several npm packages.
 */
export class TwoStates {
  constructor(readonly words: Words) {}

  lock(): void {
    while (Atomics.compareExchange(this.words, 0, 0, 1) !== 0) {
      Atomics.wait(this.words, 0, 1);
    }
  }

  unlock(): void {
    if (Atomics.compareExchange(this.words, 0, 1, 0) !== 1) {
      throw new Error("Cannot unlock as the lock is not locked");
    }
    Atomics.notify(this.words, 0, 1);
  }
}
