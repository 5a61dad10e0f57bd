/** What a pool does with a task while all threads are busy and the queue is full. */
export type OnFull =
  /** The task waits for room: backpressure. */
  | "wait"
  /** Its promise rejects at once with a PoolFullError. */
  | "reject";

/** Options of a {@linkcode ThreadPool}. */
export interface ThreadPoolOptions {
  /** How many threads. @default {navigator.hardwareConcurrency} */
  threads?: number;
  /** How many tasks may wait while all threads are busy. @default {64} */
  queue?: number;
  /** What to do with further tasks. @default {"wait"} */
  onFull?: OnFull;
  /** Given to each call of the task function; it may hold shared memory. */
  data?: unknown;
}

/** The most threads, and the most tasks that may wait. */
const MOST = 10_000;

/**
 * The options with every default filled in.
 *
 * @throws {RangeError} If `threads` or `queue` is out of range.
 * @throws {TypeError} If `onFull` is neither "wait" nor "reject".
 */
export function complete(
  options: ThreadPoolOptions,
): Required<ThreadPoolOptions> {
  const {
    threads = navigator.hardwareConcurrency,
    queue = 64,
    onFull = "wait",
    data,
  } = options;
  checkCount("threads", threads, 1);
  checkCount("queue", queue, 0);
  if (onFull !== "wait" && onFull !== "reject") {
    throw new TypeError(
      `Cannot create thread pool as 'onFull' must be "wait" or "reject": received ${
        Deno.inspect(onFull)
      }`,
    );
  }
  return { threads, queue, onFull, data };
}

function checkCount(name: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least && value <= MOST) return;
  throw new RangeError(
    `Cannot create thread pool as '${name}' must be an integer from ${least} to ${MOST}: received ${value}`,
  );
}
