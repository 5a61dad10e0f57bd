import { type Command, Option } from "commander";
import { fileURLToPath } from "node:url";
import { grade } from "../grade/grade.ts";
import { Journal } from "../grade/journal.ts";
import { mergeReports, readReport } from "../grade/merge.ts";
import { ProgressLine } from "../terminal/progress_line.ts";
import type { GradeReport } from "../grade/report/report.ts";
import { printable } from "../grade/report/printable.ts";
import { tableReport } from "../grade/report/table.ts";
import { type ReportFiles, writeReports } from "../grade/report/write.ts";
import {
  chooseSandbox,
  SANDBOXES,
  type Wanted,
} from "../grade/sandbox/choose.ts";
import { DEFAULT_LIMITS, type Limits } from "../grade/sandbox/limits.ts";
import type { Shard } from "../grade/shard.ts";
import { findSubmissions } from "../grade/submissions/find.ts";
import { folderSubmission } from "../grade/submissions/folder.ts";
import { findLesson } from "../lesson/find.ts";
import { readLessons } from "../lesson/manifest.ts";
import { INTERRUPTED } from "../terminal/interrupt.ts";
import { UsageError } from "../terminal/usage_error.ts";
import { count, limit, limitHelp, shard } from "./grade_flags.ts";
import type { Context } from "./main.ts";

interface GradeFlags extends ReportFiles {
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

/** Adds what an instructor types. */
export function addGradeCommand(program: Command, context: Context): void {
  const { exit } = context;
  const command = program.command("grade")
    .description("grade this clone, or a folder of submissions")
    .option("--submissions <dir>", "a folder of clones, .zip and .tar.gz")
    .option("--lesson <number...>", "only these lessons")
    .option(
      "--jobs <n>",
      "how many at a time",
      count,
      navigator.hardwareConcurrency,
    )
    .option("--shard <i/n>", "only one part of the submissions", shard, {
      part: 1,
      of: 1,
    })
    .option("--resume", "go on with a grading that was interrupted")
    .option("--once", "do not run a second time what failed")
    .option("--require-pass", "exit code 1 unless every step passed")
    .addOption(
      new Option("--sandbox <kind>", "what keeps submissions apart")
        .choices(SANDBOXES).default("auto"),
    )
    .option("--limit <name=n...>", limitHelp(), limit, DEFAULT_LIMITS)
    .option("--load-limit <seconds>", "for loading a test file", count, 30);
  addReportFlags(command)
    .action(async (flags: GradeFlags) =>
      exit(await gradeCommand(context, flags))
    );

  addReportFlags(command.command("merge"))
    .description("join the parts of a class that --shard graded")
    .argument("<parts...>", "the parts' JSON files")
    .option("--require-pass", "exit code 1 unless every step passed")
    .action(async (parts: string[], _: unknown, merge: Command) => {
      const flags = merge.optsWithGlobals<GradeFlags>();
      const report = mergeReports(
        await Promise.all(parts.map(async (name) => ({
          name,
          report: await readReport(name),
        }))),
      );
      exit(await tell(report, flags));
    });
}

function addReportFlags(command: Command): Command {
  return command
    .option("--json <file>", "the report as JSON")
    .option("--junit <file>", "the report as JUnit XML")
    .option("--csv <file>", "the points as CSV")
    .option("--html <file>", "the report as a page")
    .option("--summary <file>", "the report as Markdown, appended")
    .option("--gradescope <file>", "one submission's results.json");
}

async function gradeCommand(
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
    const report = await grade(root, {
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

/** Writes and prints a report; gives the exit code. */
async function tell(report: GradeReport, flags: GradeFlags): Promise<number> {
  await writeReports(report, flags);
  console.log(tableReport(report));
  const lessons = report.submissions.flatMap(({ lessons }) => lessons);
  if (lessons.some(({ status }) => status === "error")) return 1;
  const passed = lessons.every(({ points, of }) => points === of);
  return flags.requirePass && !passed ? 1 : 0;
}
