import type { Lock } from "./lock.ts";

/** Threads are served in the order of their tickets, and sleep until then. */
export class TicketLock implements Lock {
  protected readonly words: Int32Array;

  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.words = new Int32Array(buffer, byteOffset, 2);
  }

  lock(): void {
    const mine = this.draw();
    for (;;) {
      const served = Atomics.load(this.words, 1);
      if (served === mine) return;
      Atomics.wait(this.words, 1, served);
    }
  }

  unlock(): void {
    Atomics.add(this.words, 1, 1);
    Atomics.notify(this.words, 1);
  }

  protected draw(): number {
    return Atomics.add(this.words, 0, 1);
  }
}

/** Two threads can draw the same ticket. */
export class TornTicketLock extends TicketLock {
  protected override draw(): number {
    const ticket = Atomics.load(this.words, 0);
    Atomics.store(this.words, 0, ticket + 1);
    return ticket;
  }
}

/** Wakes one sleeper, who need not be the one whose turn it is. */
export class TicketLockForOne extends TicketLock {
  override unlock(): void {
    Atomics.add(this.words, 1, 1);
    Atomics.notify(this.words, 1, 1);
  }
}
