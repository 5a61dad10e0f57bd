import type { FailureKind } from "./verdict.ts";

/** What is wrong with a state, before the schedule is written down. */
export interface Finding {
  kind: FailureKind;
  /** In full sentences. */
  message: string;
  /** What was thrown, if something was. */
  error?: unknown;
}

/** Whether an error says that a step of a lesson is still to be written. */
export function isUnwritten(error: unknown): boolean {
  return error instanceof Error && /\bTODO\(\d/.test(error.message);
}

/** An error's text without colours and empty lines, whatever was thrown. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : Deno.inspect(error);
  return stripAnsiCode(text).split("\n").map((line) => line.trim())
    .filter((line) => line !== "").join(" ");
}

/** `\x1b[31m` and its like, which assertion errors carry. */
function stripAnsiCode(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replaceAll(/\x1b\[[\d;]*m/g, "");
}
