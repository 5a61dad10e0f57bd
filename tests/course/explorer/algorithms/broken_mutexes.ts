import { DrepperMutex3 } from "./drepper.ts";
import { type Lock, WordLock } from "./lock.ts";

/** Does nothing at all. */
export class NoLock implements Lock {
  lock(): void {}
  unlock(): void {}
}

/** Looks and then sets, in two steps. */
export class CheckThenSet extends DrepperMutex3 {
  override lock(): void {
    while (Atomics.load(this.word, 0) !== 0) Atomics.wait(this.word, 0, 1);
    Atomics.store(this.word, 0, 1);
  }

  override unlock(): void {
    Atomics.store(this.word, 0, 0);
    Atomics.notify(this.word, 0, 1);
  }
}

/** Wakes nobody. */
export class NoNotify extends DrepperMutex3 {
  override unlock(): void {
    Atomics.store(this.word, 0, 0);
  }
}

/** Wakes before there is a reason to. */
export class NotifyBeforeStore extends DrepperMutex3 {
  override unlock(): void {
    Atomics.notify(this.word, 0, 1);
    Atomics.store(this.word, 0, 0);
  }
}

/** Takes being woken for having the lock. */
export class IfForWhile extends DrepperMutex3 {
  override lock(): void {
    if (Atomics.exchange(this.word, 0, 2) !== 0) {
      Atomics.wait(this.word, 0, 2);
      Atomics.store(this.word, 0, 2);
    }
  }
}

/** Forgets, once woken, that others may still wait. */
export class ForgetsWaiters extends DrepperMutex3 {
  override lock(): void {
    while (Atomics.compareExchange(this.word, 0, 0, 1) !== 0) {
      Atomics.compareExchange(this.word, 0, 1, 2);
      Atomics.wait(this.word, 0, 2);
    }
  }
}

/** Sleeps only if the value is one that it never is by then. */
export class WaitsOnWrongValue extends DrepperMutex3 {
  override lock(): void {
    while (Atomics.exchange(this.word, 0, 2) !== 0) {
      Atomics.wait(this.word, 0, 1);
    }
  }
}

/** Unlocks without an atomic operation. */
export class PlainUnlock extends DrepperMutex3 {
  override unlock(): void {
    this.word[0] = 0;
    Atomics.notify(this.word, 0, 1);
  }
}

/** Looks without an atomic operation whether it is free. */
export class PlainLook extends DrepperMutex3 {
  override lock(): void {
    if (this.word[0] !== 0) Atomics.wait(this.word, 0, 1);
    super.lock();
  }
}

/** Takes a time limit that ran out for having the lock. */
export class IgnoresTimeout extends DrepperMutex3 {
  override lock(): void {
    if (Atomics.exchange(this.word, 0, 2) !== 0) {
      Atomics.wait(this.word, 0, 2, 50);
    }
  }
}

/** Polls, although it would be woken. */
export class Polls extends WordLock {
  protected readonly limit: number = 10;

  override lock(): void {
    while (Atomics.compareExchange(this.word, 0, 0, 1) !== 0) {
      Atomics.wait(this.word, 0, 1, this.limit);
    }
  }

  override unlock(): void {
    Atomics.store(this.word, 0, 0);
    Atomics.notify(this.word, 0, 1);
  }
}

/** Looks only now and then, and never unlocks. */
export class WaitsLong extends Polls {
  protected override readonly limit = 1_000;

  override unlock(): void {}
}

/** Throws when another thread came in between. */
export class ThrowsInBetween extends DrepperMutex3 {
  override unlock(): void {
    if (Atomics.load(this.word, 0) !== 1) {
      throw new Error(
        "Cannot unlock as the mutex is not locked by one thread alone",
      );
    }
    super.unlock();
  }
}

/** Steps aside and comes back, so that memory changes all the time. */
export class BusyAdder extends WordLock {
  override lock(): void {
    while (Atomics.add(this.word, 0, 1) !== 0) Atomics.sub(this.word, 0, 1);
  }

  override unlock(): void {
    Atomics.sub(this.word, 0, 1);
  }
}
