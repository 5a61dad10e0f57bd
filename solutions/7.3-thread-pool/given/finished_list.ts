/** There is nothing in the list. */
const NONE = -1;

/**
 * The slots that threads are done with and the pool has not looked at. Threads
 * add to it without a lock, so that the pool's thread never waits for one.
 *
 * It is Treiber's stack: a word with the slot added last, and beside it for
 * each slot the one added before. As all are taken at once, no slot can come
 * back while another thread holds on to it (the ABA problem).
 */
export class FinishedList {
  readonly #words: Int32Array<SharedArrayBuffer>;
  /** What another thread must be given to attach to the same list. */
  readonly buffer: SharedArrayBuffer;

  constructor(buffer: SharedArrayBuffer) {
    this.buffer = buffer;
    this.#words = new Int32Array(buffer);
  }

  /** Makes an empty list for slots from 0 up to `slots`. */
  static create(slots: number): FinishedList {
    const list = new FinishedList(new SharedArrayBuffer(4 + slots * 4));
    Atomics.store(list.#words, 0, NONE);
    return list;
  }

  /** Adds a slot. Returns whether the list was empty before. */
  add(slot: number): boolean {
    for (;;) {
      const last = Atomics.load(this.#words, 0);
      Atomics.store(this.#words, 1 + slot, last);
      const seen = Atomics.compareExchange(this.#words, 0, last, slot);
      if (seen === last) return last === NONE;
    }
  }

  /** Whether there is nothing to take. */
  get isEmpty(): boolean {
    return Atomics.load(this.#words, 0) === NONE;
  }

  /** Takes all slots out, in the order in which they were added. */
  takeAll(): number[] {
    const slots: number[] = [];
    let slot = Atomics.exchange(this.#words, 0, NONE);
    while (slot !== NONE) {
      slots.push(slot);
      slot = Atomics.load(this.#words, 1 + slot);
    }
    return slots.reverse();
  }
}
