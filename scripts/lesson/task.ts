import type { LessonFiles } from "./files.ts";
import type { Step } from "./manifest.ts";

/** What a step asks for, as its comment in the code says. */
export interface Task {
  /** The line of the comment, from 1. */
  line: number;
  text: string;
}

/**
 * A step's task in the learner's files, or nothing when the learner has removed
 * its `// TODO(7.1.2): …`.
 */
export function findTask(files: LessonFiles, step: Step): Task | undefined {
  const lines = files.get(step.file)?.split(/\r?\n/) ?? [];
  const mark = `// TODO(${step.step}): `;
  const index = lines.findIndex((line) => line.trimStart().startsWith(mark));
  if (index < 0) return undefined;
  const text = [lines[index]?.trimStart().slice(mark.length) ?? ""];
  for (const line of lines.slice(index + 1)) {
    const more = line.match(/^\s*\/\/ (?!#region)(.*)$/)?.[1];
    if (more === undefined) break;
    text.push(more);
  }
  return { line: index + 1, text: text.join(" ") };
}
