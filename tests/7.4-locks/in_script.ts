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
  s.fail(`${what}: ${text(expected)}`, text(got), cause);
}

function text(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : String(value);
}
