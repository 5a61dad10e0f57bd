import { sharedWords } from "../given/shared_words.ts";

type Words = Int32Array<SharedArrayBuffer>;

/** Bit 0 of the word: a thread holds the mutex. The bits above count waiters. */
const HELD = 1;
const WAITER = 2;

function acquire(words: Words): void {
  if (Atomics.compareExchange(words, 0, 0, HELD) === 0) return;
  let state = Atomics.add(words, 0, WAITER) + WAITER;
  for (;;) {
    if ((state & HELD) !== 0) {
      Atomics.wait(words, 0, state);
      state = Atomics.load(words, 0);
      continue;
    }
    const mine = state - WAITER + HELD;
    const seen = Atomics.compareExchange(words, 0, state, mine);
    if (seen === state) return;
    state = seen;
  }
}

function release(words: Words): void {
  const state = Atomics.sub(words, 0, HELD);
  if ((state & HELD) === 0) {
    Atomics.add(words, 0, HELD);
    throw new Error("Cannot unlock mutex as it is not locked");
  }
  if (state > HELD) Atomics.notify(words, 0, 1);
}

/** The right to unlock. */
export class MutexToken {
  readonly #words: Words;
  #locked = true;

  constructor(words: Words) {
    this.#words = words;
  }

  get locked(): boolean {
    return this.#locked;
  }

  [Symbol.dispose](): void {
    if (this.#locked) this.unlock();
  }

  unlock(): void {
    if (!this.#locked) throw new Error("Cannot unlock mutex twice");
    this.#locked = false;
    release(this.#words);
  }

  lock(): void {
    if (this.#locked) throw new Error("Cannot lock mutex twice");
    acquire(this.#words);
    this.#locked = true;
  }
}

/** Counts its waiters beside the flag that says whether it is held. */
export class Mutex {
  static readonly BYTE_LENGTH = 4;

  readonly #words: Words;

  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.#words = sharedWords("mutex", buffer, byteOffset, Mutex.BYTE_LENGTH);
  }

  lock(): MutexToken {
    acquire(this.#words);
    return new MutexToken(this.#words);
  }

  lockIfAvailable(): MutexToken | null {
    // Waiters may be on their way while nobody holds it: take it beside them.
    for (;;) {
      const state = Atomics.load(this.#words, 0);
      if ((state & HELD) !== 0) return null;
      const mine = state + HELD;
      if (Atomics.compareExchange(this.#words, 0, state, mine) === state) {
        return new MutexToken(this.#words);
      }
    }
  }
}
