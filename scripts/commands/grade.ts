import { fileURLToPath } from "node:url";
import { grade as gradeAll } from "../grade/grade.ts";
import { Journal } from "../grade/journal.ts";
import { mergeReports } from "../grade/merge.ts";
import { shown } from "../grade/report/printable.ts";
import { readReport } from "../grade/report/read.ts";
import { chooseSandbox } from "../grade/sandbox/choose.ts";
import { findSubmissions } from "../grade/submissions/find.ts";
import type { Submission } from "../grade/submissions/submission.ts";
import { findLesson } from "../lesson/find.ts";
import { type Lesson, readLessons } from "../lesson/manifest.ts";
import { INTERRUPTED } from "../terminal/interrupt.ts";
import { UsageError } from "../terminal/errors.ts";
import type { GradeFlags } from "./grade_flags.ts";
import { GradeProgress } from "./grade_progress.ts";
import type { Context } from "./context.ts";
import { prepareTelling } from "./grade_tell.ts";

/** How many files that are no submissions are named. */
const MOST_NAMED = 20;

/**
 * Grades this clone or a folder of submissions.
 *
 * @returns The exit code.
 */
export async function grade(
  context: Context,
  flags: GradeFlags,
): Promise<number> {
  const { root, signal } = context;
  const lessons = chosenLessons(await readLessons(root), flags.lesson);
  const submissions = await chosenSubmissions(root, flags);
  const tell = await prepareTelling(context, flags);
  const sandbox = await chooseSandbox(flags.sandbox);
  const journal = await Journal.open(root, { resume: flags.resume ?? false });
  let busy = 0;
  try {
    using progress = new GradeProgress(lessons.length);
    const report = await gradeAll(root, {
      lessons,
      submissions,
      sandbox,
      limits: flags.limit,
      loadLimit: flags.loadLimit * 1000,
      jobs: flags.jobs,
      shard: flags.shard,
      journal,
      signal,
      once: flags.once ?? false,
      onProgress: (one) => progress.update(one),
      onSecondRuns: (_, better) => (busy = better),
    });
    progress[Symbol.dispose]();
    if (busy > 0) {
      console.error(
        `This machine is busy: ${busy} lessons came out better when they were run again alone. Grade with fewer --jobs.`,
      );
    }
    if (journal.problem !== undefined) {
      console.error(
        `Not all results were kept for --resume: ${journal.problem}.`,
      );
    }
    return await tell(report, submissions);
  } catch (error) {
    if (!signal.aborted) throw error;
    console.error("What was graded so far is kept: go on with --resume.");
    return INTERRUPTED;
  }
}

function chosenLessons(all: Lesson[], numbers = all.map((l) => l.number)) {
  const chosen = numbers.map((number) => findLesson(all, number));
  if (chosen.length === 0) {
    throw new UsageError("Cannot grade as the course has no lesson.");
  }
  const twice = numbers.find((one, index) => numbers.indexOf(one) !== index);
  if (twice === undefined) return chosen;
  throw new UsageError(
    `Cannot grade lesson ${twice} twice: name each lesson once.`,
  );
}

async function chosenSubmissions(
  root: URL,
  { submissions: folder, gradescope }: GradeFlags,
): Promise<Submission[]> {
  const leftOut: string[] = [];
  const path = fileURLToPath(root).replace(/\/$/, "");
  const submissions: Submission[] = folder === undefined
    ? [{ name: "this clone", kind: "folder", path }]
    : await findSubmissions(folder, leftOut);
  if (leftOut.length > 0) {
    console.error(
      `Not graded, as they are no folder, .zip or .tar.gz: ${
        leftOut.slice(0, MOST_NAMED).map((name) => shown(name, 60)).join(", ")
      }${
        leftOut.length > MOST_NAMED
          ? ` and ${leftOut.length - MOST_NAMED} more`
          : ""
      }`,
    );
  }
  if (gradescope === undefined || submissions.length === 1) return submissions;
  throw new UsageError(
    `Cannot write results.json for ${submissions.length} submissions: Gradescope grades one at a time.`,
  );
}

/**
 * Joins the reports of a class's parts, from these files; a whole class's is
 * one part.
 *
 * @returns The exit code.
 */
export async function merge(
  context: Context,
  parts: readonly string[],
  flags: GradeFlags,
): Promise<number> {
  const reports = await Promise.all(parts.map(async (name) => ({
    name,
    report: await readReport(name),
  })));
  const whole = mergeReports(reports);
  if (flags.similar !== undefined && flags.submissions === undefined) {
    throw new UsageError(
      "Cannot compare code as reports have none: add --submissions DIR.",
    );
  }
  const submissions = await chosenSubmissions(context.root, flags);
  return await (await prepareTelling(context, flags))(whole, submissions);
}
