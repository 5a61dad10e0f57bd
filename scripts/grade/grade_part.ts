import type { GradeOptions } from "./grade.ts";
import { type Entry, journalKey } from "./journal.ts";
import {
  type Graded,
  gradeLesson,
  type LessonGrader,
  unrun,
} from "./run/grade_lesson.ts";
import { collectLesson } from "./submissions/collect.ts";
import { changedCourseFiles, wantedPaths } from "./submissions/own_copies.ts";
import type { Submission, Tree } from "./submissions/tree.ts";

/** A lesson of a submission, as far as it is graded. */
export type Part = Omit<Entry, "key">;

/**
 * Grades one lesson of one submission, or finds it in the journal.
 *
 * @param slot Which of those at a time it is.
 * @param first What a first run gave, if this is the second.
 */
export async function gradePart(
  course: URL,
  submission: Submission,
  grader: LessonGrader,
  slot: number,
  { journal, sandbox, limits, loadLimit, signal, once = false }: GradeOptions,
  first?: Part,
): Promise<Part> {
  const { lesson, digest } = grader.stage;
  const failed = (doing: "read" | "run", error: unknown): Part => {
    const why = error instanceof Error ? error.message : String(error);
    const part = unrun(lesson, "error", `It could not be ${doing}: ${why}`);
    // Reading is the same a second time; running may not be.
    const settled = doing === "read" || first !== undefined || once;
    return { ...part, findings: [], settled };
  };
  let tree: Tree;
  try {
    tree = await submission.read(wantedPaths([lesson]));
  } catch (error) {
    return failed("read", error);
  }
  const collected = await collectLesson(
    tree,
    lesson,
    grader.solution,
    grader.shared,
  );
  const findings = [
    ...tree.findings,
    ...await changedCourseFiles(tree, course),
    ...collected.findings,
    ...collected.refused,
  ];
  const key = await journalKey(submission.name, collected.files, {
    lesson: lesson.number,
    digest,
    sandbox: sandbox.kind,
    limits,
    loadLimit,
    findings,
  });
  const known = first === undefined ? journal?.find(key) : undefined;
  if (known !== undefined) return { ...known, settled: known.settled || once };
  let graded: Graded;
  try {
    graded = await gradeLesson(collected, grader, slot, first?.result);
  } catch (error) {
    signal.throwIfAborted();
    return failed("run", error);
  }
  signal.throwIfAborted();
  const part = { ...graded, findings };
  await journal?.add({ key, ...part });
  return { ...part, settled: part.settled || once };
}
