import { equal } from "@std/assert";
import type { Cause, Script } from "../harness/explorer/mod.ts";

/** Fails with the schedule so far, unless `got` equals `expected`. */
export function equalInScript<T>(
  s: Script,
  got: T,
  expected: T,
  { what, cause }: { what: string; cause?: Cause },
): void {
  if (equal(got, expected)) return;
  // Told in full: of other failures, only this is shown.
  s.fail(`${what}: ${text(expected)}`, `${what}: ${text(got)}`, cause);
}

function text(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : String(value);
}
