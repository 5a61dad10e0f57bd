/**
 * Whether the operating system refused something: a full disk, a folder that
 * may not be written, a file where a folder should be. Deno gives such errors
 * the name that C's `errno` has; Node's own codes start with `ERR_`.
 */
export function isSystemError(error: unknown): error is Error {
  return error instanceof Error && "code" in error &&
    typeof error.code === "string" && /^E(?!RR_)/.test(error.code);
}
