import type { Lesson } from "../../lesson/manifest.ts";

/** The steps that cannot be tested when these have failed. */
export function blockedSteps(
  lesson: Lesson,
  failed: ReadonlySet<string>,
): Set<string> {
  const blocked = new Set<string>();
  // A step needs earlier ones only.
  for (const { step, needs } of lesson.steps) {
    if (needs.some((need) => failed.has(need) || blocked.has(need))) {
      blocked.add(step);
    }
  }
  return blocked;
}
