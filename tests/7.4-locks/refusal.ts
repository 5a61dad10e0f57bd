/**
 * The error that `fn` throws, or `undefined` if it throws none. Code that is
 * still to be written is no refusal.
 */
export function refusal(fn: () => unknown): Error | undefined {
  try {
    fn();
    return undefined;
  } catch (error) {
    if (!(error instanceof Error) || error.message.startsWith("TODO(")) {
      throw error;
    }
    return error;
  }
}
