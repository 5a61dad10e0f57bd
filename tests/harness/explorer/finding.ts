import type { FailureKind } from "./verdict.ts";

/** What is wrong with a state, before the schedule is written down. */
export interface Finding {
  kind: FailureKind;
  /** In full sentences. */
  message: string;
  /** What was thrown, if something was. */
  error?: unknown;
}

/**
 * The error among those thrown together that says that a step of a lesson is
 * still to be written, such as `Error("TODO(7.4.2)")`.
 */
export function unwrittenIn(error: unknown): Error | undefined {
  if (error instanceof SuppressedError) {
    return unwrittenIn(error.suppressed) ?? unwrittenIn(error.error);
  }
  return error instanceof Error && /\bTODO\(\d/.test(error.message)
    ? error
    : undefined;
}

/** An error's text without colours and empty lines, whatever was thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof SuppressedError) {
    return `${messageOf(error.suppressed)} (and then, on the way out: ${
      messageOf(error.error)
    })`;
  }
  const text = error instanceof Error ? error.message : Deno.inspect(error);
  return stripAnsiCode(text).split("\n").map((line) => line.trim())
    .filter((line) => line !== "").join(" ");
}

/** `\x1b[31m` and its like, which assertion errors carry. */
function stripAnsiCode(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replaceAll(/\x1b\[[\d;]*m/g, "");
}
