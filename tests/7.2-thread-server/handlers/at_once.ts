/** A handler that is no async function. */
export function handle(): void {
  if (import.meta.url.endsWith("?throws")) {
    throw new RangeError("thrown at once");
  }
}
