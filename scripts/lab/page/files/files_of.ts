import type { Found } from "../course.ts";

/** The files of a step by their paths: those to write, then those to read. */
export function filesOf({ lesson, step }: Found): string[] {
  return [...step.files, ...step.read].map((file) =>
    file.startsWith("../")
      ? `lessons/${file.slice("../".length)}`
      : `lessons/${lesson.folder}/${file}`
  );
}
