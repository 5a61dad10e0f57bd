/**
 * A first-in, first-out queue without a limit, for one thread. `Array.shift()`
 * would move all that is behind it, each time.
 */
export class Fifo<T> {
  /** The newer part, oldest first. */
  #back: T[] = [];
  /** The older part, oldest last. */
  #front: T[] = [];

  get size(): number {
    return this.#back.length + this.#front.length;
  }

  push(item: T): void {
    this.#back.push(item);
  }

  /** Takes the oldest item, or returns undefined if there is none. */
  shift(): T | undefined {
    if (this.#front.length === 0) {
      this.#front = this.#back.reverse();
      this.#back = [];
    }
    return this.#front.pop();
  }

  /** Takes out one item, wherever it is. */
  delete(item: T): void {
    this.#back = this.#back.filter((other) => other !== item);
    this.#front = this.#front.filter((other) => other !== item);
  }

  /** The items, oldest first. */
  toArray(): T[] {
    return [...this.#front.toReversed(), ...this.#back];
  }
}
