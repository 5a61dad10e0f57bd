/** The ways in which a schedule can go wrong. */
export type FailureKind =
  /** `t.assert`, an AssertionError in a thread, or `final` failed. */
  | "assertion"
  /** A thread threw something else. */
  | "exception"
  /** Threads sleep and nobody is left to wake them. */
  | "deadlock"
  /** Two unordered accesses of one place, at least one of them plain. */
  | "race"
  /** `invariant` threw, or two threads were in an exclusive section. */
  | "invariant"
  /** A thread repeats operations that change nothing. */
  | "spinning"
  /** A thread takes, fails to take more, gives back and tries again at once. */
  | "livelock"
  /** A thread sleeps for a short time, again and again, to look what changed. */
  | "polling"
  /** A thread waits inside a section in which it must not. */
  | "waited"
  /** A thread took another path when it was run again. */
  | "non-deterministic"
  /** A thread would take another path in a worker of its own. */
  | "state-outside";

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
  const isThread = /^T\d$/.test(who);
  // Who looks at an outcome throws to say that it is wrong.
  const names = isThread ? ["AssertionError"] : ["AssertionError", "Error"];
  if (!(error instanceof Error) || !names.includes(error.name)) {
    return { kind: "exception", message: `${who} threw: ${message}`, error };
  }
  const found = isThread ? "failed a check" : "is wrong";
  return { kind: "assertion", message: `${who} ${found}: ${message}`, error };
}

/** Whether an error says that the code asks for what there is not. */
export function isSlip(error: unknown): error is Error {
  return error instanceof ReferenceError ||
    (error instanceof TypeError &&
      / is not a (function|constructor)$/.test(error.message));
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
    .filter((line) => line !== "").join(" ")
    // What @std/assert adds to a message of one's own says no more.
    .replace(/^Values are not equal: (.+?) \[Diff\] .*$/, "$1");
}

/** `\x1b[31m` and its like, which assertion errors carry. */
function stripAnsiCode(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replaceAll(/\x1b\[[\d;]*m/g, "");
}
