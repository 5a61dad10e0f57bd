import { equal } from "@std/assert";
import type { Script } from "../harness/explorer/mod.ts";
import type { Story } from "../harness/story/story.ts";

/** Fails with the schedule so far, unless `got` equals `expected`. */
export function equalInScript<T>(
  story: Story,
  s: Script,
  got: T,
  expected: T,
  { what, cause }: { what: string; cause: string },
): void {
  if (equal(got, expected)) return;
  story.fail({
    expected: `${what}: ${text(expected)}`,
    got: `${
      text(got)
    }\n\nThe schedule so far, one column per thread:\n\n${s.trace()}\n`,
    cause,
  });
}

function text(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : String(value);
}
