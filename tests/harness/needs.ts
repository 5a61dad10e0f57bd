import { NEEDS_VARIABLE } from "./events.ts";
import { sharedFailed, shareFailed } from "./shared_files.ts";

// Under plain `deno test`, each test file has globals of its own; the environment
// is the process's.
const FAILED_VARIABLE = "COURSE_FAILED_STEPS";

const WAITED_VARIABLE = "COURSE_WAITED_STEPS";

/** Notes that a test of this step has failed. */
export function noteFailed(step: string): void {
  note(FAILED_VARIABLE, step);
  shareFailed(step);
}

/** Notes that a test of this step has waited for what did not come. */
export function noteWaited(step: string): void {
  note(WAITED_VARIABLE, step);
}

/**
 * Whether a test of this step has waited in vain: the step's other tests would
 * mostly wait for the same, and the learner for each of them.
 */
export function hasWaited(step: string): boolean {
  return noted(WAITED_VARIABLE).has(step);
}

/** Whether a test of this step has failed. */
export function hasFailed(step: string): boolean {
  return noted(FAILED_VARIABLE).has(step);
}

/** The failed step that this one needs, itself or by way of others. */
export function failedNeed(step: string): string | undefined {
  return firstFailedNeed(
    step,
    JSON.parse(Deno.env.get(NEEDS_VARIABLE) ?? "{}"),
    noted(FAILED_VARIABLE).union(new Set(sharedFailed())),
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

function note(variable: string, step: string): void {
  Deno.env.set(variable, `${Deno.env.get(variable) ?? ""} ${step}`);
}

function noted(variable: string): Set<string> {
  return new Set(Deno.env.get(variable)?.split(" "));
}
