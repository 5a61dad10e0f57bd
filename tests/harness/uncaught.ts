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
  reject(event.error);
});

/** The result of `fn`, or the first error that nobody caught meanwhile. */
export async function orUncaught(
  fn: () => void | Promise<void>,
): Promise<void> {
  const uncaught = Promise.withResolvers<never>();
  // It may reject when `fn` has failed already.
  uncaught.promise.catch(() => {});
  reject = uncaught.reject;
  try {
    await Promise.race([fn(), uncaught.promise]);
  } finally {
    reject = undefined;
  }
}
