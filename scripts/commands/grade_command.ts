import { type Command, Option } from "commander";
import { SANDBOXES } from "../grade/sandbox/choose.ts";
import { DEFAULT_LIMITS } from "../grade/sandbox/limits.ts";
import {
  type GradeFlags,
  limit,
  limitHelp,
  shard,
  upTo,
} from "./grade_flags.ts";
import { type Context, importLater } from "./context.ts";

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
      upTo(256),
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
    .option(
      "--load-limit <seconds>",
      "for loading a test file",
      upTo(3_600),
      30,
    );
  addReportFlags(command)
    .action(async (flags: GradeFlags) => {
      // Loads the bundler, which no learner's command needs.
      const { grade } = await importLater<typeof import("./grade.ts")>(
        "./grade.ts",
      );
      exit(await grade(context, flags));
    });

  addReportFlags(command.command("merge"))
    .description("join the parts of a class that --shard graded")
    .argument("<parts...>", "the parts' JSON files")
    .option("--require-pass", "exit code 1 unless every step passed")
    .action(async (parts: string[], _: unknown, merge: Command) => {
      const { merge: join } = await importLater<typeof import("./grade.ts")>(
        "./grade.ts",
      );
      exit(await join(context, parts, merge.optsWithGlobals<GradeFlags>()));
    });
}

function addReportFlags(command: Command): Command {
  return command
    .option("--json <file>", "the report as JSON")
    .option("--junit <file>", "the report as JUnit XML")
    .option("--csv <file>", "the points as CSV")
    .option("--html <file>", "the class as a page")
    .option("--before <json...>", "earlier gradings, for points over time")
    .option("--feedback <dir>", "what each learner is told, as Markdown")
    .option("--similar <file>", "whose code is alike, as a page")
    .option("--against <dir...>", "earlier years' submissions, for --similar")
    .option("--anonymous", "leave names out of all that is written")
    .option("--summary <file>", "the report as Markdown, appended")
    .option("--gradescope <file>", "one submission's results.json");
}
