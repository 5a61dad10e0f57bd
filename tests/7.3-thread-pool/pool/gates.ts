/** The words in front of the gates: how many have entered, and in what order. */
const ENTERED = 0;
const ORDER = 1;
const MOST_ORDER = 256;
const GATES = ORDER + MOST_ORDER;
const COUNT = 32;

/**
 * Gates in shared memory: a task waits before one until the test opens it, so
 * that a test need not guess how long something takes. Beside them the tasks
 * note the order in which they run.
 */
export class Gates {
  readonly buffer: SharedArrayBuffer;
  readonly #words: Int32Array<SharedArrayBuffer>;

  constructor(buffer = new SharedArrayBuffer((GATES + COUNT) * 4)) {
    this.buffer = buffer;
    this.#words = new Int32Array(buffer);
  }

  /** How many tasks have begun. */
  get entered(): number {
    return Atomics.load(this.#words, ENTERED);
  }

  /** The labels of the tasks in the order in which they began. */
  get order(): number[] {
    return [...this.#words.slice(ORDER, ORDER + this.entered)];
  }

  /** Notes that a task has begun. Each thread calls this itself. */
  enter(label: number): void {
    const place = Atomics.add(this.#words, ENTERED, 1);
    Atomics.store(this.#words, ORDER + place % MOST_ORDER, label);
    Atomics.notify(this.#words, ENTERED);
  }

  /** Sleeps until the gate is open. */
  pass(gate: number): void {
    Atomics.wait(this.#words, GATES + gate, 0);
  }

  open(gate: number): void {
    Atomics.store(this.#words, GATES + gate, 1);
    Atomics.notify(this.#words, GATES + gate);
  }

  openAll(): void {
    for (let gate = 0; gate < COUNT; gate++) this.open(gate);
  }

  /** Resolves when so many tasks have begun. */
  async untilEntered(count: number): Promise<void> {
    for (let now; (now = this.entered) < count;) {
      await Atomics.waitAsync(this.#words, ENTERED, now).value;
    }
  }

  /**
   * Blocks this whole thread until so many tasks have begun, at most `ms`
   * milliseconds: no promise is resolved and no message arrives meanwhile.
   */
  blockUntilEntered(count: number, ms: number): void {
    const end = performance.now() + ms;
    while (this.entered < count && performance.now() < end) {
      Atomics.wait(this.#words, ENTERED, this.entered, end - performance.now());
    }
  }
}
