import { pooledMap } from "@std/async";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { readLessons } from "../lesson/manifest.ts";
import { gradePart, type Task } from "./grade_part.ts";
import { Hands } from "./hand/hands.ts";
import type { LessonSetup, Setup } from "./hand/messages.ts";
import type { GradeOptions } from "./options.ts";
import type { Part } from "./part.ts";
import { Findings } from "./report/findings.ts";
import type { GradeReport, SubmissionResult } from "./report/report.ts";
import { expectedTests } from "./run/expected.ts";
import { Stage } from "./run/stage.ts";
import { makeScratch } from "./sandbox/scratch.ts";
import { ofShard } from "./shard.ts";
import { readLessonCopy } from "./submissions/lesson_copy.ts";

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
  const { lessons, sandbox, shard, signal, jobs } = options;
  const submissions = ofShard(options.submissions, shard);
  await using stack = new AsyncDisposableStack();
  const scratch = stack.use(await makeScratch()).path;
  const settingUp = setUp(course, scratch, options);
  const count = Math.min(jobs, submissions.length * lessons.length);
  const hands = stack.use(new Hands(count, settingUp));
  // Nothing waits any longer for a hand that is ended.
  const end = () => void hands[Symbol.asyncDispose]();
  signal.addEventListener("abort", end, { once: true });
  stack.defer(() => signal.removeEventListener("abort", end));

  const setup = await settingUp;
  const tasks = submissions.flatMap((submission) =>
    setup.lessons.map((lesson, index) => ({ submission, lesson, index }))
  );
  const parts = await gradeTasks(tasks, hands, options);
  return {
    version: 1,
    sandbox: { kind: sandbox.kind, about: sandbox.about },
    lessons: lessons.map(({ number }) => number),
    shard,
    submissions: submissions.map(({ name }, index) =>
      together(
        name,
        parts.slice(index * lessons.length, (index + 1) * lessons.length),
      )
    ),
  };
}

/** Makes everything ready that all submissions are graded with. */
async function setUp(
  course: URL,
  scratch: string,
  { lessons, sandbox, submissions, limits, loadLimit, signal }: GradeOptions,
): Promise<Setup> {
  const folder = fileURLToPath(course).replace(/\/$/, "");
  const hide = [
    ...new Set([
      folder,
      // The folder that all of them are in; the course itself may be one.
      ...submissions.filter(({ path }) => path !== folder)
        .map(({ path }) => dirname(path)),
    ]),
  ];
  const made: LessonSetup[] = [];
  for (const lesson of lessons) {
    signal.throwIfAborted();
    const { proc } = sandbox;
    const stage = await Stage.create(course, lesson, { proc, scratch });
    const copy = await readLessonCopy(course, lesson);
    const expected = await expectedTests({
      ...{ lesson, copy, stage, sandbox, scratch, hide, signal },
    });
    made.push({
      lesson,
      stage: stage.path,
      digest: stage.digest,
      expected: [...expected].map(([file, tests]) => [file, [...tests]]),
    });
  }
  const names = (await readLessons(course)).map(async (lesson) => {
    const { starters } = await readLessonCopy(course, lesson);
    return [lesson.folder, [...starters.keys()]] as [string, string[]];
  });
  return {
    course: folder,
    scratch,
    hide,
    lessons: made,
    names: await Promise.all(names),
    sandbox: sandbox.settings,
    limits,
    loadLimit,
  };
}

/** Grades all, and runs a second time what failed. */
async function gradeTasks(
  tasks: readonly Task[],
  hands: Hands,
  options: GradeOptions,
): Promise<Part[]> {
  const { signal, jobs, onProgress } = options;
  const slots = Array.from({ length: jobs }, (_, slot) => slot).reverse();
  const graded: Part[] = [];
  let done = 0;
  const gradeTask = async (task: Task, first?: Part) => {
    signal.throwIfAborted();
    const slot = slots.pop() ?? 0;
    try {
      const part = await gradePart(task, hands, slot, options, first);
      if (part.settled) {
        const { lesson, status, points } = part.result;
        const submission = task.submission.name;
        const of = tasks.length;
        onProgress?.({ done: ++done, of, submission, lesson, status, points });
      }
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
  return graded;
}

function together(name: string, parts: readonly Part[]): SubmissionResult {
  const results = parts.map(({ result }) => result);
  return {
    name,
    points: results.reduce((sum, { points }) => sum + points, 0),
    of: results.reduce((sum, { of }) => sum + of, 0),
    findings: new Findings().addAll(parts.flatMap(({ findings }) => findings))
      .list(),
    lessons: results,
  };
}
