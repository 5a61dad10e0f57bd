import { HandLost } from "./hand/hand_process.ts";
import type { Hands } from "./hand/hands.ts";
import type { LessonSetup, Read } from "./hand/messages.ts";
import type { GradeOptions } from "./options.ts";
import type { Graded, Part } from "./part.ts";
import { unrun } from "./run/grade_lesson.ts";
import type { Submission } from "./submissions/submission.ts";

/** A lesson of a submission that is to be graded. */
export interface Task {
  submission: Submission;
  /** The lesson, and its place among those that are graded. */
  lesson: LessonSetup;
  index: number;
}

/**
 * Grades one lesson of one submission, or finds it in the journal.
 *
 * @param slot Which of those at a time it is.
 * @param first What a first run gave, if this is the second.
 */
export async function gradePart(
  { submission, lesson: { lesson }, index }: Task,
  hands: Hands,
  slot: number,
  { journal, signal, once = false }: GradeOptions,
  first?: Part,
): Promise<Part> {
  const failed = (error: unknown, findings: Part["findings"] = []): Part => {
    signal.throwIfAborted();
    const why = error instanceof Error ? error.message : String(error);
    const part = error instanceof HandLost
      ? unrun(lesson, "refused", `It could not be handled: ${why}.`)
      : unrun(lesson, "error", `It could not be graded: ${why}`);
    // What brought a hand down does so again; the machine may recover.
    const settled = error instanceof HandLost || first !== undefined || once;
    return { ...part, findings, settled };
  };
  let read: Read;
  try {
    read = await hands.read(slot, submission, index);
  } catch (error) {
    return failed(error);
  }
  const { key, findings, graded: unrunnable } = read;
  if (unrunnable !== undefined) {
    return { ...unrunnable, findings, settled: true };
  }
  const known = first === undefined ? journal?.find(key) : undefined;
  if (known !== undefined) return { ...known, settled: known.settled || once };
  let graded: Graded;
  try {
    graded = await hands.run(slot, first?.result);
  } catch (error) {
    return failed(error, findings);
  }
  signal.throwIfAborted();
  await journal?.add({ key, ...graded, findings });
  return { ...graded, findings, settled: graded.settled || once };
}
