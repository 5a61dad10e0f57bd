import { now } from "./job.ts";
import {
  bytesOf,
  Kind,
  kindOf,
  payloadMemory,
  readBytes,
  writeBytes,
} from "./payload.ts";

/** The states of a slot, changed by compare-and-swap. */
export const State = {
  free: 0,
  queued: 1,
  /** Cancelled while in the queue: the thread that takes it drops it. */
  cancelled: 2,
  /** Taken by a thread. */
  running: 3,
  succeeded: 4,
  failed: 5,
  /** Given up by the pool while a thread had it. */
  abandoned: 6,
} as const;

/** The memory of {@linkcode TaskSlots}, as it is posted. */
export interface SlotMemory {
  headers: SharedArrayBuffer;
  payloads: SharedArrayBuffer[];
}

// A header is 64 bytes, a cache line of its own: 32-bit words, then numbers.
const WORDS = 16;
const STATE = 0;
const THREAD = 1;
const KIND = 2;
const LENGTH = 3;
const NUMBERS = 8;
const VALUE = 4;
const STARTED = 5;
const ENDED = 6;

/**
 * Places in shared memory in which tasks travel to threads, and results back. A
 * number takes 8 bytes, a `Uint8Array` is copied as it is, and all else is
 * written down as `postMessage()` does.
 */
export class TaskSlots {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #numbers: Float64Array<SharedArrayBuffer>;
  readonly #payloads: SharedArrayBuffer[];
  readonly memory: SlotMemory;

  constructor(memory: SlotMemory) {
    this.memory = memory;
    this.#words = new Int32Array(memory.headers);
    this.#numbers = new Float64Array(memory.headers);
    this.#payloads = memory.payloads;
  }

  static create(count: number): TaskSlots {
    return new TaskSlots({
      headers: new SharedArrayBuffer(count * WORDS * 4),
      payloads: Array.from({ length: count }, payloadMemory),
    });
  }

  state(slot: number): number {
    return Atomics.load(this.#words, slot * WORDS + STATE);
  }

  setState(slot: number, state: number): void {
    Atomics.store(this.#words, slot * WORDS + STATE, state);
  }

  /** Changes the state, unless another thread came before. */
  swapState(slot: number, from: number, to: number): boolean {
    return from ===
      Atomics.compareExchange(this.#words, slot * WORDS + STATE, from, to);
  }

  /** The number of the thread that runs the task, or ran it last. */
  thread(slot: number): number {
    return this.#words[slot * WORDS + THREAD] ?? 0;
  }

  setThread(slot: number, thread: number): void {
    this.#words[slot * WORDS + THREAD] = thread;
  }

  /** When a thread took the task, in milliseconds since 1970. */
  started(slot: number): number {
    return this.#numbers[slot * NUMBERS + STARTED] ?? 0;
  }

  setStarted(slot: number): void {
    this.#numbers[slot * NUMBERS + STARTED] = now();
  }

  /** When the thread was done with it, in milliseconds since 1970. */
  ended(slot: number): number {
    return this.#numbers[slot * NUMBERS + ENDED] ?? 0;
  }

  setEnded(slot: number): void {
    this.#numbers[slot * NUMBERS + ENDED] = now();
  }

  /** @throws {Error} If the value cannot be cloned or is too large. */
  write(slot: number, value: unknown): void {
    const kind = kindOf(value);
    if (kind === Kind.number) {
      this.#numbers[slot * NUMBERS + VALUE] = value as number;
    } else if (kind !== Kind.undefined) {
      this.#words[slot * WORDS + LENGTH] = writeBytes(
        this.#payload(slot),
        bytesOf(value),
      );
    }
    this.#words[slot * WORDS + KIND] = kind;
  }

  read(slot: number): unknown {
    const kind = this.#words[slot * WORDS + KIND] ?? Kind.undefined;
    if (kind === Kind.undefined) return undefined;
    if (kind === Kind.number) return this.#numbers[slot * NUMBERS + VALUE];
    const length = this.#words[slot * WORDS + LENGTH] ?? 0;
    return readBytes(this.#payload(slot), kind, length);
  }

  #payload(slot: number): SharedArrayBuffer {
    const memory = this.#payloads[slot];
    if (memory !== undefined) return memory;
    throw new RangeError(`Cannot use slot ${slot} as there is none`);
  }
}
