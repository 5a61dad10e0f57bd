import { WordLock } from "./lock.ts";

/**
 * "Mutex 2" of Ulrich Drepper's "Futexes Are Tricky" (2011): 0 is free, 1 is
 * locked, 2 is locked and somebody may wait.
 */
export class DrepperMutex2 extends WordLock {
  override lock(): void {
    let c = Atomics.compareExchange(this.word, 0, 0, 1);
    if (c === 0) return;
    do {
      if (c === 2 || Atomics.compareExchange(this.word, 0, 1, 2) !== 0) {
        Atomics.wait(this.word, 0, 2);
      }
      c = Atomics.compareExchange(this.word, 0, 0, 2);
    } while (c !== 0);
  }

  override unlock(): void {
    if (Atomics.sub(this.word, 0, 1) !== 1) {
      Atomics.store(this.word, 0, 0);
      Atomics.notify(this.word, 0, 1);
    }
  }
}

/** "Mutex 3" of the same paper, with an exchange in place of the second CAS. */
export class DrepperMutex3 extends DrepperMutex2 {
  override lock(): void {
    let c = Atomics.compareExchange(this.word, 0, 0, 1);
    if (c === 0) return;
    if (c !== 2) c = Atomics.exchange(this.word, 0, 2);
    while (c !== 0) {
      Atomics.wait(this.word, 0, 2);
      c = Atomics.exchange(this.word, 0, 2);
    }
  }
}

/** Mutex 3 that looks a number of times before it sleeps. */
export class AdaptiveMutex extends DrepperMutex3 {
  override lock(): void {
    for (let turn = 0; turn < 100; turn++) {
      if (Atomics.compareExchange(this.word, 0, 0, 1) === 0) return;
    }
    super.lock();
  }
}
