import type { Lock } from "./lock.ts";

/**
 * A condition variable with a sequence word that each notify counts up, as in
 * Rust's standard library (library/std/src/sys/sync/condvar/futex.rs).
 */
export class Condition {
  protected readonly word: Int32Array;

  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.word = new Int32Array(buffer, byteOffset, 1);
  }

  wait(lock: Lock): void {
    const sequence = Atomics.load(this.word, 0);
    lock.unlock();
    Atomics.wait(this.word, 0, sequence);
    lock.lock();
  }

  notify(): void {
    Atomics.add(this.word, 0, 1);
    Atomics.notify(this.word, 0, 1);
  }
}

/** Sleeps on a value that never changes. */
export class WaitsOnConstant extends Condition {
  override wait(lock: Lock): void {
    lock.unlock();
    Atomics.wait(this.word, 0, 0);
    lock.lock();
  }

  override notify(): void {
    Atomics.notify(this.word, 0, 1);
  }
}

/** Looks at the sequence when a notify may have come already. */
export class ReadsSequenceLate extends Condition {
  override wait(lock: Lock): void {
    lock.unlock();
    const sequence = Atomics.load(this.word, 0);
    Atomics.wait(this.word, 0, sequence);
    lock.lock();
  }
}
