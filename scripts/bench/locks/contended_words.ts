/** How many threads want the lock. */
export const THREADS = 2;

/** Words of the memory after the lock's own. */
export const WORD = {
  /** What the threads count while they hold the lock. */
  count: 2,
  /** How many threads are ready. */
  arrived: 3,
} as const;

/** How many bytes the lock and these words take. */
export const BYTE_LENGTH = 16;
