import { type Command, Option } from "commander";
import { stepOf } from "../lesson/find.ts";
import { type Lesson, readLessons } from "../lesson/manifest.ts";
import { Progress } from "../progress/progress.ts";
import { UsageError } from "../terminal/errors.ts";
import { addBenchCommand } from "./bench_command.ts";
import { checkLesson } from "./check_lesson.ts";
import { diff } from "./diff.ts";
import { hint } from "./hint.ts";
import { type Context, importLater } from "./context.ts";
import { currentLesson, start } from "./start.ts";
import { reset } from "./reset.ts";
import { watchLesson } from "./watch.ts";

/** Adds what a learner types. */
export function addLearnerCommands(
  program: Command,
  context: Context,
  lessons: Lesson[],
): void {
  const { root, signal, exit } = context;
  program.command("start")
    .description("set up, show the map, run the first unfinished lesson")
    .addOption(
      new Option("--registry <name>", "where @std comes from")
        .choices(["jsr", "npm"]),
    )
    .action(async () => exit(await start(root, signal)));

  for (const lesson of lessons) {
    program.command(`test:${lesson.number}`)
      .description(`run the tests of lesson ${lesson.number}: ${lesson.title}`)
      .option("--step <number>", "only the tests of this step")
      .option("--filter <text>", "only tests whose names have this text")
      .option("--watch", "again on each save")
      .option("--verbose", "all that the code prints")
      .option("--json", "the report as JSON")
      .action(async (options: TestOptions) => {
        const { watch = false, ...check } = options;
        requireStep(lesson, options);
        exit(
          watch
            ? await watchLesson(root, () => Promise.resolve(lesson), {
              ...check,
              signal,
            })
            : await checkLesson(root, lesson, { ...check, signal }),
        );
      });
  }

  program.command("watch")
    .description("run the next unfinished lesson on each save")
    .action(async () => exit(await watchLesson(root, nextLesson, { signal })));

  program.command("hint")
    .description("one more hint for a step each time")
    .argument("<step>", "a step's number, such as 7.1.2")
    .action(async (number: string) => exit(await hint(root, number)));

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
    .option("--yes", "do not ask")
    .action(async (number: string, options: { yes?: boolean }) =>
      exit(await reset(root, number, options))
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

  addBenchCommand(program, context);

  async function nextLesson(): Promise<Lesson> {
    return currentLesson(await readLessons(root), await Progress.read(root))
      .lesson;
  }
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
