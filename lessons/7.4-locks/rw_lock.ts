import { RwLockToken } from "./given/rw_lock_token.ts";
import { sharedWords } from "../given/shared_words.ts";

/** Index of the word with the number of readers and the two flags. */
const STATE = 0;
/** Index of the word on which writers sleep: it counts their wake-ups. */
const WRITER_NOTIFY = 1;

/** The bits of the state that hold the number of readers. */
const READERS = (1 << 29) - 1;
/** As number of readers: one writer. */
const WRITER = READERS;
/** Flag of the state: readers sleep on the state word. */
const READERS_WAIT = 1 << 29;
/** Flag of the state: writers sleep on the other word. */
const WRITERS_WAIT = 1 << 30;

/**
 * A lock that many readers or one writer hold at a time: `pthread_rwlock_t`.
 * Readers that come while a writer waits queue up behind it, so that no stream
 * of readers starves a writer. A thread that reads must not ask again to read:
 * it could wait behind a writer that waits for it.
 *
 * This is the futex-based `RwLock` of Rust's standard library
 * (`library/std/src/sys/sync/rwlock/futex.rs`), without its spinning.
 *
 * Zeroed memory is an unlocked lock.
 */
export class RwLock {
  /** How many bytes a lock takes. */
  static readonly BYTE_LENGTH = 8;

  readonly #words: Int32Array<SharedArrayBuffer>;

  /**
   * Attaches to the lock at `byteOffset`.
   *
   * @throws {TypeError | RangeError} If there is no room for a lock at
   * `byteOffset`, which is in bytes and a multiple of 4.
   */
  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.#words = sharedWords(
      "read-write lock",
      buffer,
      byteOffset,
      RwLock.BYTE_LENGTH,
    );
  }

  /**
   * Waits until no writer holds the lock or waits for it, and locks it for
   * reading: `pthread_rwlock_rdlock()`.
   */
  lockRead(): RwLockToken {
    // TODO(7.4.7): Count one reader in if no writer holds the lock, no thread
    // waits, and one more reader would not look like a WRITER. Otherwise sleep
    // on the STATE word with READERS_WAIT set in it. What you saw may have
    // changed when you #swap().
    throw new Error("TODO(7.4.7)");
  }

  /**
   * Waits until nobody holds the lock, and locks it for writing:
   * `pthread_rwlock_wrlock()`.
   */
  lockWrite(): RwLockToken {
    // TODO(7.4.7): Become the WRITER if nobody holds the lock. Otherwise sleep
    // on the WRITER_NOTIFY word, with WRITERS_WAIT set in the state. A wake-up
    // may come between your last look at the state and the sleep. A thread that
    // has slept cannot know whether other writers still do.
    throw new Error("TODO(7.4.7)");
  }

  #unlockRead(): void {
    // TODO(7.4.7): Count one reader out. The last one out wakes those that
    // wait.
    throw new Error("TODO(7.4.7)");
  }

  #unlockWrite(): void {
    // TODO(7.4.7): Take the writer away, and wake those that wait.
    throw new Error("TODO(7.4.7)");
  }

  /** Wakes one writer, or else all readers, after the lock became free. */
  #wake(state: number): void {
    // TODO(7.4.7): Take back the flag of those you wake, then wake them. The
    // state may change before your #swap(). A thread that has taken the lock
    // will wake the others when it unlocks. One that has only set its flag
    // relies on you: look again. If no writer was asleep, the readers must not
    // wait for one.
    throw new Error("TODO(7.4.7)");
  }

  /** Wakes one writer, if one sleeps. */
  #wakeWriter(): boolean {
    // TODO(7.4.7): Wake one writer that sleeps on WRITER_NOTIFY, and return
    // whether there was one. A writer that is about to sleep must not.
    throw new Error("TODO(7.4.7)");
  }

  /** Replaces the state, unless another thread came between. */
  #swap(from: number, to: number): boolean {
    return Atomics.compareExchange(this.#words, STATE, from, to) === from;
  }
}
