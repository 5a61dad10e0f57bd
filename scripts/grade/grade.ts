import { pooledMap } from "@std/async";
import { readSolution } from "../lesson/files.ts";
import type { Lesson } from "../lesson/manifest.ts";
import { type Journal, journalKey } from "./journal.ts";
import type {
  Finding,
  GradeReport,
  LessonResult,
  SubmissionResult,
} from "./report/report.ts";
import { expectedTests } from "./run/expected.ts";
import { gradeLesson, type LessonGrader } from "./run/grade_lesson.ts";
import { Stage } from "./run/stage.ts";
import type { Limits } from "./sandbox/limits.ts";
import type { Sandbox } from "./sandbox/sandbox.ts";
import { ofShard, type Shard } from "./shard.ts";
import { collectLesson } from "./submissions/collect.ts";
import { changedCourseFiles, wantedPaths } from "./submissions/own_copies.ts";
import type { Submission } from "./submissions/tree.ts";

/** What to grade, and how. */
export interface GradeOptions {
  lessons: readonly Lesson[];
  submissions: readonly Submission[];
  sandbox: Sandbox;
  limits: Limits;
  /** Milliseconds that loading a test file may take. */
  loadLimit: number;
  jobs: number;
  shard: Shard;
  journal?: Journal;
  signal: AbortSignal;
  /** Called when a lesson of a submission is graded. */
  onProgress?: (done: number, of: number) => void;
}

/**
 * Grades submissions with the instructor's copy of the course at `course`.
 *
 * @throws {DOMException} If it is aborted; the journal keeps what was done.
 */
export async function grade(
  course: URL,
  options: GradeOptions,
): Promise<GradeReport> {
  const { lessons, sandbox, shard, signal, jobs, onProgress } = options;
  const submissions = ofShard(options.submissions, shard);
  await using stack = new AsyncDisposableStack();
  const graders: LessonGrader[] = [];
  for (const lesson of lessons) {
    signal.throwIfAborted();
    const stage = stack.use(await Stage.create(course, lesson, sandbox.proc));
    graders.push({
      ...options,
      stage,
      expected: await expectedTests(course, stage, sandbox, signal),
      solution: await readSolution(course, lesson),
    });
  }

  const slots = Array.from({ length: jobs }, (_, slot) => slot);
  const tasks = submissions.flatMap((submission) =>
    graders.map((grader) => ({ submission, grader }))
  );
  let done = 0;
  const graded: { result: LessonResult; findings: Finding[] }[] = [];
  const gradeTask = async ({ submission, grader }: typeof tasks[number]) => {
    signal.throwIfAborted();
    const slot = slots.pop() ?? 0;
    try {
      return await gradeOne(course, submission, grader, slot, options);
    } finally {
      slots.push(slot);
      onProgress?.(++done, tasks.length);
    }
  };
  try {
    for await (const one of pooledMap(jobs, tasks, gradeTask)) graded.push(one);
  } catch (error) {
    // The pool has an error of its own around it.
    signal.throwIfAborted();
    throw error;
  }

  return {
    version: 1,
    sandbox: { kind: sandbox.kind, about: sandbox.about },
    lessons: lessons.map(({ number }) => number),
    shard,
    submissions: submissions.map(({ name }, index) =>
      together(
        name,
        graded.slice(index * graders.length, (index + 1) * graders.length),
      )
    ),
  };
}

async function gradeOne(
  course: URL,
  submission: Submission,
  grader: LessonGrader,
  slot: number,
  { journal, sandbox, limits, loadLimit, signal }: GradeOptions,
): Promise<{ result: LessonResult; findings: Finding[] }> {
  const { lesson, digest } = grader.stage;
  const tree = await submission.read(wantedPaths([lesson]));
  const collected = await collectLesson(tree, lesson, grader.solution);
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
  const known = journal?.find(key);
  if (known !== undefined) return known;
  const result = await gradeLesson(collected, grader, slot);
  signal.throwIfAborted();
  await journal?.add({ key, result, findings });
  return { result, findings };
}

function together(
  name: string,
  lessons: readonly { result: LessonResult; findings: Finding[] }[],
): SubmissionResult {
  const findings = new Map(
    lessons.flatMap(({ findings }) => findings)
      .map((finding) => [JSON.stringify(finding), finding]),
  );
  const results = lessons.map(({ result }) => result);
  return {
    name,
    points: results.reduce((sum, { points }) => sum + points, 0),
    of: results.reduce((sum, { of }) => sum + of, 0),
    findings: [...findings.values()],
    lessons: results,
  };
}
