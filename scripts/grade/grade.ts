import { pooledMap } from "@std/async";
import { readShared, readSolution } from "../lesson/files.ts";
import type { Lesson } from "../lesson/manifest.ts";
import { gradePart, type Part } from "./grade_part.ts";
import type { Journal } from "./journal.ts";
import type { GradeReport, SubmissionResult } from "./report/report.ts";
import { expectedTests } from "./run/expected.ts";
import type { LessonGrader } from "./run/grade_lesson.ts";
import { Stage } from "./run/stage.ts";
import type { Limits } from "./sandbox/limits.ts";
import type { Sandbox } from "./sandbox/sandbox.ts";
import { ofShard, type Shard } from "./shard.ts";
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
  /**
   * Whether a step that failed keeps that result without a second run.
   * @default {false}
   */
  once?: boolean;
  /** Called when a lesson of a submission is graded. */
  onProgress?: (done: number, of: number) => void;
  /** Told how many lessons were run a second time, and how many gained by it. */
  onSecondRuns?: (lessons: number, better: number) => void;
}

/**
 * Grades submissions with the instructor's copy of the course at `course`.
 *
 * Several are run at a time, and a busy machine can make a test run out of
 * time. So what failed is run a second time at the end, one by one: only a
 * failure that comes again costs points.
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
      shared: await readShared(course),
    });
  }

  const slots = Array.from({ length: jobs }, (_, slot) => slot);
  const tasks = submissions.flatMap((submission) =>
    graders.map((grader) => ({ submission, grader }))
  );
  let done = 0;
  const graded: Part[] = [];
  const gradeTask = async (
    { submission, grader }: typeof tasks[number],
    first?: Part,
  ) => {
    signal.throwIfAborted();
    const slot = slots.pop() ?? 0;
    try {
      const part = await gradePart(
        course,
        submission,
        grader,
        slot,
        options,
        first,
      );
      if (part.settled) onProgress?.(++done, tasks.length);
      return part;
    } finally {
      slots.push(slot);
    }
  };
  try {
    const parts = pooledMap(jobs, tasks, (task) => gradeTask(task));
    for await (const part of parts) graded.push(part);
  } catch (error) {
    // The pool has an error of its own around it.
    signal.throwIfAborted();
    throw error;
  }
  let again = 0;
  let better = 0;
  for (const [index, task] of tasks.entries()) {
    const first = graded[index];
    if (first === undefined || first.settled) continue;
    const second = await gradeTask(task, first);
    graded[index] = second;
    again++;
    if (second.result.points > first.result.points) better++;
  }
  options.onSecondRuns?.(again, better);

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

function together(
  name: string,
  lessons: readonly Part[],
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
