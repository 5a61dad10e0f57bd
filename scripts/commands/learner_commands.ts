import { type Command, Option } from "commander";
import { stepOf } from "../lesson/find.ts";
import type { Lesson } from "../lesson/manifest.ts";
import { UsageError } from "../terminal/errors.ts";
import { addBenchCommand } from "./bench_command.ts";
import { checkLesson } from "./check_lesson.ts";
import { diff } from "./diff.ts";
import { explore, EXPLORE_HELP, type ExploreOptions } from "./explore.ts";
import { hint } from "./hint.ts";
import { addLabCommand } from "./lab_command.ts";
import { type Context, count, importLater, port } from "./context.ts";
import { start } from "./start.ts";
import { reset } from "./reset.ts";
import type { TalkOptions } from "./talk.ts";
import { watch } from "./watch.ts";

/** Adds what a learner types. */
export function addLearnerCommands(
  program: Command,
  context: Context,
  lessons: Lesson[],
): void {
  const { root, signal, exit } = context;
  program.command("start")
    .description("set up, show the map, run the lesson that you work on")
    .argument("[lesson]", "the lesson to work on from now on, such as 7.1")
    .addOption(
      new Option("--registry <name>", "where @std comes from")
        .choices(["jsr", "npm"]),
    )
    .action(async (number?: string) => exit(await start(root, number, signal)));

  for (const lesson of lessons) {
    program.command(`test:${lesson.number}`)
      .description(`run the tests of lesson ${lesson.number}: ${lesson.title}`)
      .option("--step <number>", "only the tests of this step")
      .option("--filter <text>", "only tests whose names have this text")
      .option("--watch", "again on each save")
      .option("--verbose", "all that the code prints")
      .option("--json", "the report as JSON")
      .action(async (options: TestOptions) => {
        const { watch: again = false, ...check } = options;
        requireStep(lesson, options);
        exit(
          again
            ? await watch(root, lesson.number, { ...check, signal })
            : await checkLesson(root, lesson, { ...check, signal }),
        );
      });
  }

  program.command("watch")
    .description("run the lesson that you work on, on each save")
    .argument("[lesson]", "only this lesson, such as 7.1")
    .action(async (number?: string) =>
      exit(await watch(root, number, { signal }))
    );

  program.command("hint")
    .description("one more hint for a step each time")
    .argument("[step]", "such as 7.1.2; the one that failed last unless told")
    .action(async (number?: string) => exit(await hint(root, number)));

  program.command("diff")
    .description("your code against the solution, for steps that pass")
    .argument("<number>", "a lesson's or a step's number")
    .option("--spoil", "show the solution of open steps, too")
    .action(async (number: string, options: { spoil?: boolean }) =>
      exit(await diff(root, number, options))
    );

  program.command("reset")
    .description("put a lesson's starters back; asks, and keeps a backup")
    .argument("<lesson>", "a lesson's number, such as 7.1")
    .argument("[file]", "only this file of it, such as given/options.ts")
    .option("--yes", "do not ask")
    .action(
      async (
        number: string,
        file: string | undefined,
        options: { yes?: boolean },
      ) => exit(await reset(root, number, file, options)),
    );

  program.command("replay")
    .description("step through a schedule that breaks a lock")
    .argument("<id>", "what the failed test names")
    .action(async (id: string) => {
      // The other commands start faster without the explorer.
      const { replay } = await importLater<
        typeof import("../replay/replay.ts")
      >("../replay/replay.ts");
      exit(await replay(id, root));
    });

  program.command("explore")
    .description("run a model of your own under every schedule of its threads")
    .argument("[file]", "a file that exports models, such as my_model.ts")
    .option("--example", "print a model to begin with")
    .option("--limit <s>", "seconds after which it gives up", count, 60)
    .addHelpText("after", EXPLORE_HELP)
    .action(
      async (
        path: string | undefined,
        options: Omit<ExploreOptions, "signal">,
      ) => exit(await explore(path, { ...options, signal })),
    );

  program.command("talk")
    .description("be a client of your server: send lines, see what comes back")
    .argument("<port>", "where the server listens on this machine", port)
    .option("--half-close", "end the sending side when your input ends")
    .option("--slow", "send and read a byte at a time, ten a second")
    .option("--many <n>", "be so many clients at once", count, 1)
    .action(async (port: number, options: Omit<TalkOptions, "signal">) => {
      const { talk } = await importLater<typeof import("./talk.ts")>(
        "./talk.ts",
      );
      exit(await talk(port, { ...options, signal }));
    });

  addBenchCommand(program, context);
  addLabCommand(program, context);
}

interface TestOptions {
  step?: string;
  filter?: string;
  watch?: boolean;
  verbose?: boolean;
  json?: boolean;
}

function requireStep(lesson: Lesson, { step, filter }: TestOptions): void {
  if (step === undefined) return;
  if (filter !== undefined) {
    throw new UsageError("Use --step or --filter, not both.");
  }
  stepOf(lesson, step);
}
