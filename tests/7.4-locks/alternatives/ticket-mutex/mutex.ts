import { sharedWords } from "../given/shared_words.ts";

type Words = Int32Array<SharedArrayBuffer>;

/** How many words there are to sleep on: a waiter's is its ticket's remainder. */
const SLOTS = 8;
/** Added to word 0 by who draws a ticket; the ticket served is below it. */
const TICKET = 1 << 16;
const MASK = TICKET - 1;

function draw(words: Words): number {
  const state = Atomics.add(words, 0, TICKET);
  const ticket = state >>> 16;
  if (ticket === (state & MASK)) return ticket;
  const slot = 1 + ticket % SLOTS;
  for (;;) {
    const calls = Atomics.load(words, slot);
    if ((Atomics.load(words, 0) & MASK) === ticket) return ticket;
    Atomics.wait(words, slot, calls);
  }
}

/** Serves the next ticket. Returns false, with nothing changed, if none is out. */
function serve(words: Words, ticket: number): boolean {
  // The last ticket of all must not carry into the upper half.
  const step = ticket === MASK ? -MASK : 1;
  const state = Atomics.add(words, 0, step);
  const drawn = state >>> 16;
  if (drawn === (state & MASK)) {
    Atomics.sub(words, 0, step);
    return false;
  }
  const next = (ticket + 1) & MASK;
  if (drawn !== next) {
    const slot = 1 + next % SLOTS;
    Atomics.add(words, slot, 1);
    Atomics.notify(words, slot);
  }
  return true;
}

/** The right to unlock. */
export class MutexToken {
  readonly #words: Words;
  #ticket: number;
  #locked = true;

  constructor(words: Words, ticket: number) {
    this.#words = words;
    this.#ticket = ticket;
  }

  get locked(): boolean {
    return this.#locked;
  }

  [Symbol.dispose](): void {
    if (this.#locked) this.unlock();
  }

  unlock(): void {
    if (!this.#locked) throw new Error("Cannot unlock twice");
    this.#locked = false;
    if (!serve(this.#words, this.#ticket)) throw new Error("Not locked");
  }

  lock(): void {
    if (this.#locked) throw new Error("Cannot lock twice");
    this.#ticket = draw(this.#words);
    this.#locked = true;
  }
}

/** First come, first served. */
export class Mutex {
  static readonly BYTE_LENGTH = 4 * (1 + SLOTS);

  readonly #words: Words;

  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.#words = sharedWords("mutex", buffer, byteOffset, Mutex.BYTE_LENGTH);
  }

  lock(): MutexToken {
    return new MutexToken(this.#words, draw(this.#words));
  }

  lockIfAvailable(): MutexToken | null {
    const state = Atomics.load(this.#words, 0);
    const ticket = state >>> 16;
    if (ticket !== (state & MASK)) return null;
    const drawn = (state + TICKET) | 0;
    return Atomics.compareExchange(this.#words, 0, state, drawn) === state
      ? new MutexToken(this.#words, ticket)
      : null;
  }
}
