import { sharedWords } from "../given/shared_words.ts";

type Words = Int32Array<SharedArrayBuffer>;

const UNLOCKED = 0;
const LOCKED = 1;
const CONTENDED = 2;

function acquire(words: Words): void {
  if (Atomics.compareExchange(words, 0, UNLOCKED, LOCKED) === UNLOCKED) return;
  // Whoever has slept takes the mutex as CONTENDED: it cannot know whether
  // others still sleep, and a notify too many does no harm.
  while (Atomics.exchange(words, 0, CONTENDED) !== UNLOCKED) {
    Atomics.wait(words, 0, CONTENDED, 1_000);
  }
}

function release(words: Words): boolean {
  const state = Atomics.exchange(words, 0, UNLOCKED);
  if (state === CONTENDED) Atomics.notify(words, 0, 1);
  return state !== UNLOCKED;
}

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
    if (!this.#locked) return;
    this.#locked = false;
    release(this.#words);
  }

  unlock(): void {
    if (!this.#locked) {
      throw new Error(
        "Cannot unlock mutex as this token does not hold it: unlock once for each lock",
      );
    }
    this.#locked = false;
    if (!release(this.#words)) {
      throw new Error(
        "Cannot unlock mutex as it is not locked: something else wrote to its bytes",
      );
    }
  }

  lock(): void {
    if (this.#locked) {
      throw new Error(
        "Cannot lock mutex as this token holds it already: unlock it first",
      );
    }
    acquire(this.#words);
    this.#locked = true;
  }
}

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
    return Atomics.compareExchange(this.#words, 0, UNLOCKED, LOCKED) ===
        UNLOCKED
      ? new MutexToken(this.#words)
      : null;
  }
}
