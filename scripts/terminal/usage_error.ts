/**
 * A call that cannot be carried out as it was typed. The message is one
 * sentence that names the value and the mend; the process ends with code 2.
 */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
