const { BadResource, BrokenPipe, Interrupted } = Deno.errors;

/** What it may throw: most are what a closed connection fails with. */
const ERRORS = { RangeError, BadResource, BrokenPipe, Interrupted };

export type ErrorName = keyof typeof ERRORS;

/** A handler that is no async function, and throws what its address names. */
export function handle(): void {
  const name = new URL(import.meta.url).search.slice(1);
  if (name !== "") throw new ERRORS[name as ErrorName]("thrown at once");
}
