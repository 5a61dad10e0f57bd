// Where things lie in a ring buffer's memory, as indexes of 32-bit words, and how
// its two ends wait for each other. HEAD and TAIL are each written all the time,
// by one side: a cache line (64 bytes) for each keeps the other core from waiting
// for it.

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

/** One of the two ends, by the place of its state. */
export type RingEnd = typeof WRITER | typeof READER;

/**
 * Takes an end for this thread.
 *
 * @throws {Error} If a thread has taken it before.
 */
export function takeEnd(words: RingMemory["words"], end: RingEnd): void {
  const name = end === WRITER ? "writer" : "reader";
  if (Atomics.compareExchange(words, end, FREE, AWAKE) !== FREE) {
    throw new Error(
      `Cannot attach ${name} as the ring buffer has a ${name} already: use one ring buffer for each pair of threads`,
    );
  }
}

/**
 * Sleeps until the other end calls `wake()`; not at all if that has moved its
 * index from where this end saw it last, or has closed.
 *
 * @param index The other end's index: HEAD or TAIL.
 * @param seen Its value when there was nothing to do for this end.
 */
export function sleep(
  words: RingMemory["words"],
  end: RingEnd,
  index: typeof HEAD | typeof TAIL,
  seen: number,
): void {
  Atomics.add(words, end, ASLEEP - AWAKE);
  const mayCome = Atomics.load(words, otherThan(end)) !== CLOSED;
  // A look by an operation that adds nothing.
  if (mayCome && Atomics.or(words, index, 0) === seen) {
    while (Atomics.load(words, end) === ASLEEP) {
      Atomics.wait(words, end, ASLEEP);
    }
  }
  Atomics.compareExchange(words, end, ASLEEP, AWAKE);
}

/** Wakes the thread of an end if it sleeps. Returns the state it was in. */
export function wake(words: RingMemory["words"], end: RingEnd): number {
  const state = Atomics.compareExchange(words, end, ASLEEP, AWAKE);
  if (state === ASLEEP) Atomics.notify(words, end);
  return state;
}

/** Closes an end for good. The other end is woken, and finds it closed. */
export function closeEnd(words: RingMemory["words"], end: RingEnd): void {
  Atomics.or(words, end, CLOSED);
  wake(words, otherThan(end));
}

function otherThan(end: RingEnd): RingEnd {
  return end === WRITER ? READER : WRITER;
}
