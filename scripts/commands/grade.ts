import { fileURLToPath } from "node:url";
import { grade as gradeAll } from "../grade/grade.ts";
import { Journal } from "../grade/journal.ts";
import { mergeReports, readReport } from "../grade/merge.ts";
import { printable } from "../grade/report/printable.ts";
import type { GradeReport } from "../grade/report/report.ts";
import { tableReport } from "../grade/report/table.ts";
import { type ReportFiles, writeReports } from "../grade/report/write.ts";
import { chooseSandbox, type Wanted } from "../grade/sandbox/choose.ts";
import type { Limits } from "../grade/sandbox/limits.ts";
import type { Shard } from "../grade/shard.ts";
import { findSubmissions } from "../grade/submissions/find.ts";
import { folderSubmission } from "../grade/submissions/folder.ts";
import { findLesson } from "../lesson/find.ts";
import { readLessons } from "../lesson/manifest.ts";
import { INTERRUPTED } from "../terminal/interrupt.ts";
import { ProgressLine } from "../terminal/progress_line.ts";
import { UsageError } from "../terminal/errors.ts";
import type { Context } from "./context.ts";

/** What the command line gives. */
export interface GradeFlags extends ReportFiles {
  submissions?: string;
  lesson?: string[];
  jobs: number;
  shard: Shard;
  resume?: boolean;
  once?: boolean;
  requirePass?: boolean;
  sandbox: Wanted;
  limit: Limits;
  loadLimit: number;
}

/**
 * Grades this clone or a folder of submissions.
 *
 * @returns The exit code.
 */
export async function grade(
  { root, signal }: Context,
  flags: GradeFlags,
): Promise<number> {
  const all = await readLessons(root);
  const lessons = flags.lesson === undefined
    ? all
    : flags.lesson.map((number) => findLesson(all, number));
  if (lessons.length === 0) {
    throw new UsageError("Cannot grade as solutions/ holds no lesson.");
  }
  const sandbox = await chooseSandbox(flags.sandbox);
  const leftOut: string[] = [];
  const submissions = flags.submissions === undefined
    ? [folderSubmission("this clone", fileURLToPath(root))]
    : await findSubmissions(flags.submissions, leftOut);
  if (leftOut.length > 0) {
    console.error(
      `Not graded, as they are no folder, .zip or .tar.gz: ${
        leftOut.map(printable).join(", ")
      }`,
    );
  }
  if (flags.gradescope !== undefined && submissions.length !== 1) {
    throw new UsageError(
      `Cannot write results.json for ${submissions.length} submissions: Gradescope grades one at a time.`,
    );
  }
  const journal = await Journal.open(root, { resume: flags.resume ?? false });
  let busy = 0;
  try {
    using progress = new ProgressLine("Grading");
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
      onProgress: (done, of) => progress.update(done, of),
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
    return await tell(report, flags);
  } catch (error) {
    if (!signal.aborted) throw error;
    console.error("What was graded so far is kept: go on with --resume.");
    return INTERRUPTED;
  }
}

/**
 * Joins the reports of a class's parts, from these files.
 *
 * @returns The exit code.
 */
export async function merge(
  parts: readonly string[],
  flags: GradeFlags,
): Promise<number> {
  const reports = await Promise.all(parts.map(async (name) => ({
    name,
    report: await readReport(name),
  })));
  return await tell(mergeReports(reports), flags);
}

/** Writes and prints a report; gives the exit code. */
async function tell(report: GradeReport, flags: GradeFlags): Promise<number> {
  await writeReports(report, flags);
  console.log(tableReport(report));
  const lessons = report.submissions.flatMap(({ lessons }) => lessons);
  if (lessons.some(({ status }) => status === "error")) return 1;
  const passed = lessons.every(({ points, of }) => points === of);
  return flags.requirePass && !passed ? 1 : 0;
}
