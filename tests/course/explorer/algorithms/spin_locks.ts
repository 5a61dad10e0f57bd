import { type Lock, WordLock } from "./lock.ts";

/** Gary Peterson, "Myths about the mutual exclusion problem" (1981). */
export class Peterson implements Lock {
  readonly #words: Int32Array;
  readonly #me: number;

  constructor(buffer: SharedArrayBuffer, me: number) {
    this.#words = new Int32Array(buffer, 0, 3);
    this.#me = me;
  }

  lock(): void {
    const other = 1 - this.#me;
    Atomics.store(this.#words, this.#me, 1);
    Atomics.store(this.#words, 2, other);
    while (
      Atomics.load(this.#words, other) === 1 &&
      Atomics.load(this.#words, 2) === other
    );
  }

  unlock(): void {
    Atomics.store(this.#words, this.#me, 0);
  }
}

/** Peterson's algorithm without whose turn it is. */
export class FlagsOnly implements Lock {
  readonly #words: Int32Array;
  readonly #me: number;

  constructor(buffer: SharedArrayBuffer, me: number) {
    this.#words = new Int32Array(buffer, 0, 2);
    this.#me = me;
  }

  lock(): void {
    Atomics.store(this.#words, this.#me, 1);
    while (Atomics.load(this.#words, 1 - this.#me) === 1);
  }

  unlock(): void {
    Atomics.store(this.#words, this.#me, 0);
  }
}

/** Looks at the other's flag before it raises its own. */
export class FlagTooLate implements Lock {
  readonly #words: Int32Array;
  readonly #me: number;

  constructor(buffer: SharedArrayBuffer, me: number) {
    this.#words = new Int32Array(buffer, 0, 2);
    this.#me = me;
  }

  lock(): void {
    while (Atomics.load(this.#words, 1 - this.#me) === 1);
    Atomics.store(this.#words, this.#me, 1);
  }

  unlock(): void {
    Atomics.store(this.#words, this.#me, 0);
  }
}

/** Test and set, again and again. */
export class TestAndSet extends WordLock {
  override lock(): void {
    while (Atomics.compareExchange(this.word, 0, 0, 1) !== 0) Atomics.pause();
  }

  override unlock(): void {
    Atomics.store(this.word, 0, 0);
  }
}
