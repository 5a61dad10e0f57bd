/** Deno has it in every thread of a process, but not yet among its types. */
interface LockManager {
  request<T>(
    name: string,
    options: { signal?: AbortSignal },
    callback: () => T | Promise<T>,
  ): Promise<T>;
}

const { locks } = navigator as unknown as { locks: LockManager };

/** Takes a lock that becomes free when this thread ends, in whichever way. */
export async function holdLifeLock(thread: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const forever = new Promise<never>(() => {});
  locks.request(thread, {}, () => {
    resolve();
    return forever;
  });
  await promise;
}

/**
 * Waits until a thread has ended: C's `pthread_join()`. A worker has no event
 * for it, so this asks for the lock that the thread holds.
 *
 * @param thread The thread's name. It must have taken its lock.
 * @throws {DOMException} With the name "AbortError", if `signal` was aborted.
 */
export async function join(
  thread: string,
  signal?: AbortSignal,
): Promise<void> {
  await locks.request(thread, signal ? { signal } : {}, () => {});
}

/** The longest time, in milliseconds, that a timer can have: 24 days. */
const LONGEST = 2 ** 31 - 1;

/** Whether `promise` settles within `ms` milliseconds. Never throws. */
export async function settles(
  promise: Promise<unknown>,
  ms: number,
): Promise<boolean> {
  // Not delay() of @std/async: each thread that takes its lock would load it.
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), Math.min(ms, LONGEST));
  const settled = promise.then(() => true, () => true);
  return await Promise.race([settled, late]).finally(() => clearTimeout(timer));
}
