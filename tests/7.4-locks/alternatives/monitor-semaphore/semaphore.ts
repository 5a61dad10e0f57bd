import { Condition } from "./condition.ts";
import { Mutex } from "./mutex.ts";
import { sharedWords } from "../given/shared_words.ts";

const PERMITS = 0;
const MAX = 1;

/** A monitor: plain numbers, a mutex that guards them, a condition to wait at. */
export class Semaphore {
  static readonly BYTE_LENGTH = 8 + Mutex.BYTE_LENGTH + Condition.BYTE_LENGTH;

  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #mutex: Mutex;
  readonly #changed: Condition;

  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.#words = sharedWords(
      "semaphore",
      buffer,
      byteOffset,
      Semaphore.BYTE_LENGTH,
    );
    this.#mutex = new Mutex(buffer, byteOffset + 8);
    this.#changed = new Condition(buffer, byteOffset + 8 + Mutex.BYTE_LENGTH);
  }

  static initialize(
    buffer: SharedArrayBuffer,
    byteOffset: number,
    permits: number,
    max: number = permits,
  ): Semaphore {
    if (!Number.isInteger(max) || max < 1 || max > 0x7fff_ffff) {
      throw new RangeError(`Cannot create semaphore with 'max' ${max}`);
    }
    if (!Number.isInteger(permits) || permits < 0 || permits > max) {
      throw new RangeError(`Cannot create semaphore with ${permits} permits`);
    }
    const semaphore = new Semaphore(buffer, byteOffset);
    semaphore.#words[PERMITS] = permits;
    semaphore.#words[MAX] = max;
    return semaphore;
  }

  acquire(count = 1): void {
    this.#check(count);
    using token = this.#mutex.lock();
    this.#changed.wait(token, () => this.#permits >= count);
    this.#words[PERMITS] = this.#permits - count;
  }

  tryAcquire(count = 1): boolean {
    this.#check(count);
    using _token = this.#mutex.lock();
    if (this.#permits < count) return false;
    this.#words[PERMITS] = this.#permits - count;
    return true;
  }

  release(count = 1): void {
    this.#check(count);
    using _token = this.#mutex.lock();
    if (this.#permits + count > (this.#words[MAX] ?? 0)) {
      throw new RangeError(`Cannot release ${count}: too many`);
    }
    this.#words[PERMITS] = this.#permits + count;
    this.#changed.notifyAll();
  }

  get #permits(): number {
    return this.#words[PERMITS] ?? 0;
  }

  #check(count: number): void {
    const max = this.#words[MAX] ?? 0;
    if (!Number.isInteger(count) || count < 1 || count > max) {
      throw new RangeError(`Cannot handle ${count} of ${max} permits`);
    }
  }
}
