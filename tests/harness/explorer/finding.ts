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

/** Throws the error that says that a step is still to be written, if one does. */
export function throwUnwritten(error: unknown): void {
  const unwritten = unwrittenIn(error);
  if (unwritten !== undefined) throw unwritten;
}

/**
 * What an error means that was thrown.
 *
 * @param who The thread, or what else was found wrong.
 */
export function findingOf(who: string, error: unknown): Finding {
  const message = messageOf(error);
  if (!(error instanceof Error) || error.name !== "AssertionError") {
    return { kind: "exception", message: `${who} threw: ${message}`, error };
  }
  const found = /^T\d$/.test(who)
    ? "found that an assertion does not hold"
    : "is wrong";
  return { kind: "assertion", message: `${who} ${found}: ${message}`, error };
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
