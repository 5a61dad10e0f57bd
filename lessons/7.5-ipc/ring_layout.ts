// Where things lie in a ring buffer's memory, as indexes of 32-bit words. Each
// of the first two is written all the time, by one side: a cache line (64 bytes)
// for each keeps the other core from waiting for it.

/** How many bytes were written so far, modulo 2^32. */
export const HEAD = 0;
/** How many bytes were read so far, modulo 2^32. */
export const TAIL = 16;
/** The state of the writing end: one of the four below. */
export const WRITER = 32;
/** The state of the reading end. */
export const READER = 33;
/** How many bytes stand before the ring itself. */
export const HEADER_LENGTH = 192;

/** An end that nobody has taken yet: zeroed memory is an empty ring. */
export const FREE = 0;
/** An end that some thread has taken. */
export const AWAKE = 1;
/** An end whose thread sleeps on this very word, or is about to. */
export const ASLEEP = 2;
/** An end that was closed. */
export const CLOSED = 3;

/** The memory of a ring buffer, as its two ends see it. */
export interface RingMemory {
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly bytes: Uint8Array<SharedArrayBuffer>;
}

/** Wakes the thread of an end if it sleeps. Returns the state it was in. */
export function wake(
  words: Int32Array<SharedArrayBuffer>,
  end: typeof WRITER | typeof READER,
): number {
  // TODO(7.5.5): If the word says ASLEEP, turn it into AWAKE first, so that a
  // thread that is only about to sleep does not. Then notify. A notify costs a
  // call of the system: do it only if somebody sleeps.
  throw new Error("TODO(7.5.5)");
}
