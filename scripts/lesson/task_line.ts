import type { Step } from "./manifest.ts";
import type { LessonFiles } from "./files.ts";

/**
 * Where a step's task stands in the learner's files: the line of its
 * `TODO(7.1.2)`, or nothing when the learner has removed it.
 */
export function taskLine(files: LessonFiles, step: Step): number | undefined {
  const lines = files.get(step.file)?.split("\n") ?? [];
  const index = lines.findIndex((line) => line.includes(`TODO(${step.step})`));
  return index < 0 ? undefined : index + 1;
}
