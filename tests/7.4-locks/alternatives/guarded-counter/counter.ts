import { Mutex } from "./mutex.ts";
import { sharedWords } from "../given/shared_words.ts";

/** A plain number, and a mutex that guards it. */
export class Counter {
  static readonly BYTE_LENGTH = 4 + Mutex.BYTE_LENGTH;

  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #mutex: Mutex;

  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.#words = sharedWords(
      "counter",
      buffer,
      byteOffset,
      Counter.BYTE_LENGTH,
    );
    this.#mutex = new Mutex(buffer, byteOffset + 4);
  }

  increment(): number {
    using _token = this.#mutex.lock();
    return this.#words[0] = (this.#get() + 1) | 0;
  }

  get value(): number {
    using _token = this.#mutex.lock();
    return this.#get();
  }

  #get(): number {
    return this.#words[0] ?? 0;
  }
}
