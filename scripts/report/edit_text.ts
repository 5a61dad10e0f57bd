import type { Lesson, Step } from "../lesson/lesson.ts";
import type { TestResult } from "../runner/result.ts";
import { type Advice, adviceAfter, adviceFor, TASKS } from "./advice.ts";
import type { Edited } from "./place.ts";
import { labelled } from "./failure_text.ts";

/** What to read first for a step, and which files it asks for. */
export function stepText(lesson: Lesson, step: Step): string[] {
  return adviceText(lesson, adviceFor(lesson, step));
}

/** What to read, what to edit and what for, once a test has failed. */
export function editText(edited: Edited, result: TestResult): string[] {
  return adviceText(edited.lesson, adviceAfter(edited, result));
}

function adviceText(
  { folder }: Lesson,
  { read, edit, task }: Advice,
): string[] {
  const places = edit.map(({ file, line }) =>
    `lessons/${folder}/${file}${line === undefined ? "" : `:${line}`}`
  );
  return [
    ...read.length > 0 ? [labelled("Read", read.join("\n"))] : [],
    ...places.length > 0 ? [labelled("Edit", places.join("\n"))] : [],
    ...task ? [taskText(task)] : [],
  ];
}

function taskText(
  { step: { step, title }, texts, isOneOf }: Required<Advice>["task"],
): string {
  const [first, ...others] = texts.slice(0, TASKS);
  const more = texts.length - TASKS;
  return labelled(
    "Task",
    [
      first === undefined ? `${step} ${title}` : `${step} ${title}: ${first}`,
      ...others.map((text) => `${isOneOf ? "Or" : "Also"}: ${text}`),
      ...(more > 0
        ? [`${isOneOf ? "Or" : "And"} ${more} more in the step's files.`]
        : []),
    ].join("\n"),
  );
}
