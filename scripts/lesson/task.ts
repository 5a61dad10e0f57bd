import type { LessonFiles } from "./files.ts";
import type { Step } from "./manifest.ts";

/** What a step asks for, as its comment in the code says. */
export interface Task {
  /** The file that it stands in. */
  file: string;
  /** The line of the comment, from 1. */
  line: number;
  text: string;
}

/**
 * The first task of a step that is left in the learner's files, or nothing when
 * the learner has removed each `// TODO(7.1.2): …`.
 */
export function findTask(files: LessonFiles, step: Step): Task | undefined {
  for (const file of step.files) {
    const task = taskIn(file, files.get(file) ?? "", step.step);
    if (task !== undefined) return task;
  }
  return undefined;
}

function taskIn(file: string, source: string, step: string): Task | undefined {
  const lines = source.split(/\r?\n/);
  const mark = `// TODO(${step}): `;
  const index = lines.findIndex((line) => line.trimStart().startsWith(mark));
  if (index < 0) return undefined;
  const text = [lines[index]?.trimStart().slice(mark.length) ?? ""];
  for (const line of lines.slice(index + 1)) {
    const more = line.match(/^\s*\/\/ (?!#region)(.*)$/)?.[1];
    if (more === undefined) break;
    text.push(more);
  }
  return { file, line: index + 1, text: text.join(" ") };
}
