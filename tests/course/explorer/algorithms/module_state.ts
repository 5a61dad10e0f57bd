/**
 * Locks that keep something in a variable of the module or the class. They
 * are right or wrong by what they keep there.
 *
 * @module
 */

import { DrepperMutex3 } from "./drepper.ts";

type Words = Int32Array<SharedArrayBuffer>;

let waiters = 0;

/** Counts who waits where other threads cannot see it. */
export class WaitersInModule {
  protected readonly words: Words;

  constructor(shared: SharedArrayBuffer, byteOffset = 0) {
    this.words = new Int32Array(shared, byteOffset, 1);
  }

  lock(): void {
    while (Atomics.compareExchange(this.words, 0, 0, 1) !== 0) {
      waiters++;
      Atomics.wait(this.words, 0, 1);
      waiters--;
    }
  }

  unlock(): void {
    Atomics.store(this.words, 0, 0);
    if (waiters > 0) Atomics.notify(this.words, 0, 1);
  }
}

/** The same in a static field. */
export class StaticWaiters extends WaitersInModule {
  static #waiting = new Set<number>();

  override lock(): void {
    while (Atomics.compareExchange(this.words, 0, 0, 1) !== 0) {
      StaticWaiters.#waiting.add(this.words.byteOffset);
      Atomics.wait(this.words, 0, 1);
    }
  }

  override unlock(): void {
    Atomics.store(this.words, 0, 0);
    if (StaticWaiters.#waiting.has(this.words.byteOffset)) {
      Atomics.notify(this.words, 0, 1);
    }
  }
}

/** Remembers what is always the same, and how often it was used. */
export class Remembers extends DrepperMutex3 {
  static #uses = 0;
  static #names = new Map<number, string>();

  override lock(): void {
    Remembers.#uses++;
    const name = Remembers.#names.get(0) ?? "lock";
    Remembers.#names.set(0, name);
    if (name === "lock") super.lock();
  }
}
