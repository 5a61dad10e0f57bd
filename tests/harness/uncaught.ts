import { delay } from "@std/async";

/**
 * Errors that no code awaits: a rejected promise that nobody handles, a throw
 * in a timer. Deno would cancel every further test of the file; here the test
 * that runs fails with it, and the others run.
 */
let reject: ((error: unknown) => void) | undefined;

globalThis.addEventListener("unhandledrejection", (event) => {
  if (reject === undefined) return;
  event.preventDefault();
  reject(event.reason);
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

/** The end of this turn of the event loop, by which errors come to light. */
const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

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
