/**
 * A call that cannot be carried out as it was typed. The message is one
 * sentence that names the value and the mend; the process ends with code 2.
 */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/**
 * Something in the course itself is wrong, not in what a learner wrote or
 * typed. The message is a sentence that names the file; the process ends with
 * code 1.
 */
export class CourseError extends Error {
  override readonly name = "CourseError";
}

/**
 * Whether the operating system refused something: a full disk, a folder that
 * may not be written, a file where a folder should be. Deno gives such errors
 * the name that C's `errno` has; Node's own codes start with `ERR_`.
 */
export function isSystemError(error: unknown): error is Error {
  return error instanceof Error && "code" in error &&
    typeof error.code === "string" && /^E(?!RR_)/.test(error.code);
}
