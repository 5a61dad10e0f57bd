/** A counting semaphore in one word: the permits that are left. */
export class Semaphore {
  protected readonly word: Int32Array;

  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.word = new Int32Array(buffer, byteOffset, 1);
  }

  acquire(): void {
    for (;;) {
      const left = Atomics.load(this.word, 0);
      if (left === 0) Atomics.wait(this.word, 0, 0);
      else if (
        Atomics.compareExchange(this.word, 0, left, left - 1) === left
      ) return;
    }
  }

  release(): void {
    Atomics.add(this.word, 0, 1);
    Atomics.notify(this.word, 0, 1);
  }
}

/** Looks and then takes, in two steps. */
export class LoadThenSub extends Semaphore {
  override acquire(): void {
    while (Atomics.load(this.word, 0) === 0) Atomics.wait(this.word, 0, 0);
    Atomics.sub(this.word, 0, 1);
  }
}

/** Gives back and wakes nobody. */
export class ReleaseWakesNone extends Semaphore {
  override release(): void {
    Atomics.add(this.word, 0, 1);
  }
}

/** Wakes before there is a permit. */
export class ReleaseWakesEarly extends Semaphore {
  override release(): void {
    Atomics.notify(this.word, 0, 1);
    Atomics.add(this.word, 0, 1);
  }
}

/** Gives back in two steps. */
export class LoadThenStore extends Semaphore {
  override release(): void {
    Atomics.store(this.word, 0, Atomics.load(this.word, 0) + 1);
    Atomics.notify(this.word, 0, 1);
  }
}
