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
  const needs: Record<string, string[]> = JSON.parse(
    Deno.env.get(NEEDS_VARIABLE) ?? "{}",
  );
  const failed = failedSteps();
  const search = (step: string): string | undefined => {
    for (const need of needs[step] ?? []) {
      const found = failed.has(need) ? need : search(need);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search(step);
}

function failedSteps(): Set<string> {
  return new Set(Deno.env.get(FAILED_VARIABLE)?.split(" "));
}
