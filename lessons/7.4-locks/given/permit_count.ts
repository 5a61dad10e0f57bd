/**
 * Refuses to make a semaphore with numbers that make no sense.
 *
 * @throws {RangeError} If `max` is not a positive integer of 31 bits, or
 * `permits` is not an integer from 0 up to `max`.
 */
export function checkStock(permits: number, max: number): void {
  if (!Number.isInteger(max) || max < 1 || max > 0x7fff_ffff) {
    throw new RangeError(
      `Cannot create semaphore as 'max' must be a positive integer of 31 bits: received ${max}`,
    );
  }
  if (!Number.isInteger(permits) || permits < 0 || permits > max) {
    throw new RangeError(
      `Cannot create semaphore as 'permits' must be an integer from 0 to ${max}: received ${permits}`,
    );
  }
}

/**
 * Refuses a number of permits that no semaphore of this size can ever move.
 *
 * @param action What was to be done: `"acquire"`.
 * @param max The semaphore's maximum; 0 where none was initialized.
 * @throws {Error} If there is no semaphore.
 * @throws {RangeError} If `count` is not an integer from 1 up to `max`.
 */
export function checkCount(action: string, count: number, max: number): void {
  if (max === 0) {
    throw new Error(
      `Cannot ${action} permits as there is no semaphore at this offset: call Semaphore.initialize() in one thread first`,
    );
  }
  if (!Number.isInteger(count) || count < 1 || count > max) {
    throw new RangeError(
      `Cannot ${action} permits as 'count' must be an integer from 1 to ${max}: received ${count}`,
    );
  }
}
