/**
 * Dmitry Vyukov's bounded queue for many producers and consumers: each cell
 * carries the turn at which it may be written or read.
 */
export class VyukovQueue {
  readonly #ends: Int32Array;
  readonly #turns: Int32Array;
  readonly #values: Int32Array;
  readonly #mask: number;

  /** Bytes for a queue of `capacity`, a power of two. */
  static byteLength(capacity: number): number {
    return 8 + 8 * capacity;
  }

  constructor(buffer: SharedArrayBuffer, capacity: number) {
    this.#ends = new Int32Array(buffer, 0, 2);
    this.#turns = new Int32Array(buffer, 8, capacity);
    this.#values = new Int32Array(buffer, 8 + 4 * capacity, capacity);
    this.#mask = capacity - 1;
  }

  /** Numbers the cells; once, before any thread runs. */
  initialize(): void {
    for (const index of this.#turns.keys()) this.#turns[index] = index;
  }

  tryPush(value: number): boolean {
    let at = Atomics.load(this.#ends, 0);
    for (;;) {
      const turn = Atomics.load(this.#turns, at & this.#mask);
      if (turn < at) return false;
      const seen = turn > at
        ? Atomics.load(this.#ends, 0)
        : Atomics.compareExchange(this.#ends, 0, at, at + 1);
      if (turn === at && seen === at) break;
      at = seen;
    }
    this.write(at, value);
    return true;
  }

  tryPop(): number | undefined {
    let at = Atomics.load(this.#ends, 1);
    for (;;) {
      const turn = Atomics.load(this.#turns, at & this.#mask);
      if (turn < at + 1) return undefined;
      const seen = turn > at + 1
        ? Atomics.load(this.#ends, 1)
        : Atomics.compareExchange(this.#ends, 1, at, at + 1);
      if (turn === at + 1 && seen === at) break;
      at = seen;
    }
    return this.read(at);
  }

  protected write(at: number, value: number): void {
    this.#values[at & this.#mask] = value;
    this.publish(at, at + 1);
  }

  protected read(at: number): number | undefined {
    const value = this.#values[at & this.#mask];
    this.publish(at, at + this.#mask + 1);
    return value;
  }

  protected publish(at: number, turn: number): void {
    Atomics.store(this.#turns, at & this.#mask, turn);
  }

  protected put(at: number, value: number): void {
    this.#values[at & this.#mask] = value;
  }
}

/** Says that a cell is full before it is. */
export class PublishesTooEarly extends VyukovQueue {
  protected override write(at: number, value: number): void {
    this.publish(at, at + 1);
    this.put(at, value);
  }
}

/** Lets the cell be written again while it is read. */
export class FreesTooEarly extends VyukovQueue {
  protected override read(at: number): number | undefined {
    this.publish(at, at + 2);
    return super.read(at);
  }
}
