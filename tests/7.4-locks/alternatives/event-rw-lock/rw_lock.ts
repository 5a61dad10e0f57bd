import { RwLockToken } from "./given/rw_lock_token.ts";
import { sharedWords } from "../given/shared_words.ts";

/** Number of readers, or WRITER. */
const STATE = 0;
/** How many writers wait. */
const WRITERS = 1;
/** Moved on whenever somebody may come in: everybody sleeps on this. */
const EVENT = 2;
const WRITER = -1;

/** Whoever unlocks wakes all, and each looks for itself whether it may go on. */
export class RwLock {
  static readonly BYTE_LENGTH = 12;

  readonly #words: Int32Array<SharedArrayBuffer>;

  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.#words = sharedWords(
      "read-write lock",
      buffer,
      byteOffset,
      RwLock.BYTE_LENGTH,
    );
  }

  lockRead(): RwLockToken {
    for (;;) {
      const event = Atomics.load(this.#words, EVENT);
      const state = Atomics.load(this.#words, STATE);
      if (state !== WRITER && Atomics.load(this.#words, WRITERS) === 0) {
        if (this.#swap(state, state + 1)) break;
      } else {
        Atomics.wait(this.#words, EVENT, event);
      }
    }
    return new RwLockToken(() => {
      if (Atomics.sub(this.#words, STATE, 1) === 1) this.#announce();
    });
  }

  lockWrite(): RwLockToken {
    if (!this.#swap(0, WRITER)) {
      Atomics.add(this.#words, WRITERS, 1);
      for (;;) {
        const event = Atomics.load(this.#words, EVENT);
        if (this.#swap(0, WRITER)) break;
        Atomics.wait(this.#words, EVENT, event);
      }
      Atomics.sub(this.#words, WRITERS, 1);
    }
    return new RwLockToken(() => {
      Atomics.store(this.#words, STATE, 0);
      this.#announce();
    });
  }

  #announce(): void {
    Atomics.add(this.#words, EVENT, 1);
    Atomics.notify(this.#words, EVENT);
  }

  #swap(from: number, to: number): boolean {
    return Atomics.compareExchange(this.#words, STATE, from, to) === from;
  }
}
