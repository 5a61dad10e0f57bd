import { delay } from "@std/async";

/**
 * Whether `promise` settles within `ms` milliseconds. Leaves no timer behind,
 * and never throws.
 */
export async function settles(
  promise: Promise<unknown>,
  ms: number,
): Promise<boolean> {
  const settled = new AbortController();
  const end = () => settled.abort();
  promise.then(end, end);
  return await delay(ms, settled).then(() => false, () => true);
}
