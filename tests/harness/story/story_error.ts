import type { StoryStep, Verdict } from "./verdict.ts";

/** A failed check, with the steps that led to it. */
export class StoryError extends Error {
  override readonly name = "StoryError";

  constructor(readonly steps: readonly StoryStep[], readonly verdict: Verdict) {
    super(tell(steps, verdict));
  }
}

/** The story as plain text, as `deno test` prints it without the course's runner. */
export function tell(steps: readonly StoryStep[], verdict: Verdict): string {
  const lines = steps.length > 0 ? ["What happened:"] : [];
  for (const [index, { what, command }] of steps.entries()) {
    lines.push(`  ${index + 1}. ${what}`);
    if (command !== undefined) lines.push(`     $ ${command}`);
  }
  lines.push(
    `Expected: ${verdict.expected}`,
    `Got: ${verdict.got}`,
    ...(verdict.cause === undefined ? [] : [`Likely cause: ${verdict.cause}`]),
  );
  return lines.join("\n");
}
