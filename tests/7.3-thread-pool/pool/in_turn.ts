let last: Promise<unknown> = Promise.resolve();

/**
 * Runs a test and cleans up behind it, however it ends, before another one
 * begins. An error that nobody catches ends a test at once, and what it has
 * left must not meet the next one's threads.
 */
export async function inTurn(
  test: (cleanUp: AsyncDisposableStack) => Promise<void>,
): Promise<void> {
  const turn = last.then(() => run(test));
  last = turn.catch(() => {});
  await turn;
}

async function run(
  test: (cleanUp: AsyncDisposableStack) => Promise<void>,
): Promise<void> {
  const cleanUp = new AsyncDisposableStack();
  const uncaught = Promise.withResolvers<never>();
  const onError = (event: Event) => {
    // While this cleans up, nobody else is there to catch it.
    event.preventDefault();
    if (event instanceof PromiseRejectionEvent) uncaught.reject(event.reason);
    else if (event instanceof ErrorEvent) uncaught.reject(event.error);
  };
  for (const type of ["error", "unhandledrejection"]) {
    globalThis.addEventListener(type, onError);
    cleanUp.defer(() => globalThis.removeEventListener(type, onError));
  }
  const tested = test(cleanUp);
  // What has lost the race may still reject.
  tested.catch(() => {});
  try {
    await Promise.race([tested, uncaught.promise]);
  } catch (error) {
    // Why the test has failed is more telling than what comes of it.
    await cleanUp.disposeAsync().catch(() => {});
    throw error;
  }
  await cleanUp.disposeAsync();
}
