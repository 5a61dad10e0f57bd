import { Condition } from "./condition.ts";
import { Mutex } from "./mutex.ts";
import { RwLockToken } from "./given/rw_lock_token.ts";
import { sharedWords } from "../given/shared_words.ts";

const READERS = 0;
const WRITING = 1;
const WRITERS_WAITING = 2;
const NUMBERS = 12;

/** A monitor that prefers writers. */
export class RwLock {
  static readonly BYTE_LENGTH = NUMBERS + Mutex.BYTE_LENGTH +
    2 * Condition.BYTE_LENGTH;

  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #mutex: Mutex;
  readonly #readable: Condition;
  readonly #writable: Condition;

  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.#words = sharedWords(
      "read-write lock",
      buffer,
      byteOffset,
      RwLock.BYTE_LENGTH,
    );
    this.#mutex = new Mutex(buffer, byteOffset + NUMBERS);
    const conditions = byteOffset + NUMBERS + Mutex.BYTE_LENGTH;
    this.#readable = new Condition(buffer, conditions);
    this.#writable = new Condition(buffer, conditions + Condition.BYTE_LENGTH);
  }

  lockRead(): RwLockToken {
    using token = this.#mutex.lock();
    this.#readable.wait(
      token,
      () => this.#get(WRITING) === 0 && this.#get(WRITERS_WAITING) === 0,
    );
    this.#add(READERS, 1);
    return new RwLockToken(() => {
      using _token = this.#mutex.lock();
      this.#add(READERS, -1);
      if (this.#get(READERS) === 0) this.#writable.notify();
    });
  }

  lockWrite(): RwLockToken {
    using token = this.#mutex.lock();
    this.#add(WRITERS_WAITING, 1);
    this.#writable.wait(
      token,
      () => this.#get(WRITING) === 0 && this.#get(READERS) === 0,
    );
    this.#add(WRITERS_WAITING, -1);
    this.#add(WRITING, 1);
    return new RwLockToken(() => {
      using _token = this.#mutex.lock();
      this.#add(WRITING, -1);
      if (this.#get(WRITERS_WAITING) > 0) this.#writable.notify();
      else this.#readable.notifyAll();
    });
  }

  #get(index: number): number {
    return this.#words[index] ?? 0;
  }

  #add(index: number, count: number): void {
    this.#words[index] = this.#get(index) + count;
  }
}
