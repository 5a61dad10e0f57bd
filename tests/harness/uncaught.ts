import { delay } from "@std/async";

/**
 * Errors that no code awaits: a rejected promise that nobody handles, a throw
 * in a timer. Deno would cancel every further test of the file; here the test
 * that runs fails with it, and the others run.
 */
let reject: ((error: unknown) => void) | undefined;

/** Rejections of our own, and what is called once they are told. */
const marks = new Map<unknown, () => void>();

globalThis.addEventListener("unhandledrejection", (event) => {
  const isTold = marks.get(event.reason);
  if (isTold !== undefined) {
    event.preventDefault();
    marks.delete(event.reason);
    return isTold();
  }
  if (reject === undefined) return;
  event.preventDefault();
  const { reason } = event;
  reject(
    reason instanceof Error ? reason : new Error(
      `A promise was rejected with ${
        Deno.inspect(reason)
      }, and nobody caught it`,
    ),
  );
});

globalThis.addEventListener("error", (event) => {
  if (reject === undefined) return;
  event.preventDefault();
  // An error in a worker comes as a text.
  const { error, message, filename, lineno } = event;
  reject(error ?? new Error(`${message} (${filename}:${lineno})`));
});

/** How long, in milliseconds, a test that was interrupted may clean up. */
const CLEAN_UP = 2_000;

/**
 * Waits until the errors of this turn of the event loop have come to light. A
 * timer that is due may run before promises that were rejected are told, but
 * these are told in their order: so one of our own follows the test's.
 */
async function turn(): Promise<void> {
  await new Promise<void>((resolve) => setTimeout(resolve, 0));
  const { promise, resolve } = Promise.withResolvers<void>();
  const mark = new Error("Every rejection before this one is told.");
  marks.set(mark, resolve);
  Promise.reject(mark);
  await promise;
}

/**
 * Runs a test. At the first error that nobody catches it calls `interrupt`,
 * gives the test a little time to clean up, and rejects with that error.
 */
export async function orUncaught(
  fn: () => void | Promise<void>,
  interrupt: (error: unknown) => void,
): Promise<void> {
  const uncaught: { error: unknown }[] = [];
  const heard = Promise.withResolvers<void>();
  reject = (error) => {
    uncaught.push({ error });
    interrupt(error);
    heard.resolve();
  };
  const limit = new AbortController();
  const late = heard.promise.then(() => delay(CLEAN_UP, limit));
  // What a test that has failed leaves behind is no news.
  const ignore = () => {};
  try {
    await Promise.race([Promise.resolve(fn()).then(turn), late]);
    reject = uncaught.length > 0 ? ignore : undefined;
  } catch (error) {
    reject = ignore;
    if (uncaught.length === 0) throw error;
  } finally {
    limit.abort();
  }
  const [first] = uncaught;
  if (first !== undefined) throw first.error;
}
