const READER = 1;
const MASK = (1 << 30) - 1;
const WRITE_LOCKED = MASK;
const READERS_WAITING = 1 << 30;
/** The sign bit. */
const WRITERS_WAITING = 1 << 31;

/**
 * The shape of Rust's futex-based RwLock
 * (library/std/src/sys/sync/rwlock/futex.rs): one word with the count of
 * readers and two flags for who waits, and one word that writers sleep on.
 */
export class RustRwLock {
  /** The state, and what writers wait on. */
  protected readonly words: Int32Array;

  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.words = new Int32Array(buffer, byteOffset, 2);
  }

  read(): void {
    for (;;) {
      let state = Atomics.load(this.words, 0);
      if ((state & (READERS_WAITING | WRITERS_WAITING)) === 0) {
        if ((state & MASK) < MASK - 1) {
          if (this.#swap(state, state + READER)) return;
          continue;
        }
      }
      if ((state & READERS_WAITING) === 0) {
        if (!this.#swap(state, state | READERS_WAITING)) continue;
        state |= READERS_WAITING;
      }
      Atomics.wait(this.words, 0, state);
    }
  }

  readUnlock(): void {
    const state = (Atomics.sub(this.words, 0, READER) - READER) | 0;
    if ((state & MASK) === 0 && (state & WRITERS_WAITING) !== 0) {
      this.wake(state);
    }
  }

  write(): void {
    let others = 0;
    for (;;) {
      const state = Atomics.load(this.words, 0);
      if ((state & MASK) === 0) {
        if (this.#swap(state, state | WRITE_LOCKED | others)) return;
        continue;
      }
      if ((state & WRITERS_WAITING) === 0) {
        if (!this.#swap(state, state | WRITERS_WAITING)) continue;
      }
      others = WRITERS_WAITING;
      const sequence = Atomics.load(this.words, 1);
      const now = Atomics.load(this.words, 0);
      if ((now & MASK) === 0 || (now & WRITERS_WAITING) === 0) continue;
      Atomics.wait(this.words, 1, sequence);
    }
  }

  writeUnlock(): void {
    const state = (Atomics.sub(this.words, 0, WRITE_LOCKED) - WRITE_LOCKED) | 0;
    if (state !== 0) this.wake(state);
  }

  protected wake(seen: number): void {
    let state = seen;
    if (state === WRITERS_WAITING) {
      if (this.#swap(state, 0)) {
        this.#wakeWriter();
        return;
      }
      state = Atomics.load(this.words, 0);
    }
    if (state === (READERS_WAITING | WRITERS_WAITING)) {
      if (!this.#swap(state, READERS_WAITING)) return;
      if (this.#wakeWriter() > 0) return;
      state = READERS_WAITING;
    }
    if (state === READERS_WAITING && this.#swap(state, 0)) {
      Atomics.notify(this.words, 0);
    }
  }

  #wakeWriter(): number {
    Atomics.add(this.words, 1, 1);
    return Atomics.notify(this.words, 1, 1);
  }

  #swap(from: number, to: number): boolean {
    return Atomics.compareExchange(this.words, 0, from, to) === from;
  }
}

/** The last reader leaves without a word. */
export class LastReaderForgets extends RustRwLock {
  override readUnlock(): void {
    Atomics.sub(this.words, 0, READER);
  }
}

/** A reader leaves in two steps, and may undo what another did. */
export class LosesReaders extends RustRwLock {
  override readUnlock(): void {
    const state = (Atomics.load(this.words, 0) - READER) | 0;
    Atomics.store(this.words, 0, state);
    if ((state & MASK) === 0 && state !== 0) this.wake(state);
  }
}

/** A writer that leaves wakes only writers. */
export class WriterForgetsReaders extends RustRwLock {
  protected override wake(seen: number): void {
    if ((seen & WRITERS_WAITING) !== 0) super.wake(seen);
  }
}
