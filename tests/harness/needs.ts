import { NEEDS_VARIABLE } from "./events.ts";

// Under plain `deno test`, each test file has globals of its own; the environment
// is the process's.
const FAILED_VARIABLE = "COURSE_FAILED_STEPS";

/** Notes that a test of this step has failed. */
export function noteFailed(step: string): void {
  const failed = Deno.env.get(FAILED_VARIABLE) ?? "";
  Deno.env.set(FAILED_VARIABLE, `${failed} ${step}`);
}

/** Whether a test of this step has failed. */
export function hasFailed(step: string): boolean {
  return failedSteps().has(step);
}

/** The failed step that this one needs, itself or by way of others. */
export function failedNeed(step: string): string | undefined {
  return firstFailedNeed(
    step,
    JSON.parse(Deno.env.get(NEEDS_VARIABLE) ?? "{}"),
    failedSteps(),
  );
}

/** The same, of steps that need and have failed as these say. */
export function firstFailedNeed(
  step: string,
  needs: Readonly<Record<string, readonly string[]>>,
  failed: ReadonlySet<string>,
): string | undefined {
  for (const need of needs[step] ?? []) {
    const found = failed.has(need)
      ? need
      : firstFailedNeed(need, needs, failed);
    if (found !== undefined) return found;
  }
  return undefined;
}

function failedSteps(): Set<string> {
  return new Set(Deno.env.get(FAILED_VARIABLE)?.split(" "));
}
