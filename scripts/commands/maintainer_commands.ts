import type { Command } from "commander";
import { type Context, count, importLater } from "./context.ts";
import { ok } from "./ok.ts";
import { selfTest, type SelfTestOptions } from "./self_test.ts";
import { starters } from "./starters.ts";

/** Adds what those who look after the course type. */
export function addMaintainerCommands(
  program: Command,
  { root, signal, exit }: Context,
): void {
  program.command("test")
    .description("the course's own tests: tools, solutions, wrong versions")
    .argument("[lesson]", "only this lesson")
    .option("--jobs <n>", "how many at a time (1: to time them)", count, jobs())
    .option("--thorough", "wrong versions on the tests of earlier steps, too")
    .option("--filter <text>", "only what has this text in its line")
    .option("--stories", "what a learner would read of each wrong version")
    .option("--repeats <n>", "how many times each must come out right", count)
    .option("--mutate", "change each place of the solution, and list survivors")
    .action(
      async (
        lesson: string | undefined,
        { mutate, ...options }: Omit<SelfTestOptions, "signal"> & {
          mutate?: boolean;
        },
      ) => {
        if (!mutate) {
          return exit(await selfTest(root, lesson, { ...options, signal }));
        }
        // What makes the changes is fetched when it is first asked for.
        const { mutateLessons } = await importLater<
          typeof import("./mutate.ts")
        >("./mutate.ts");
        exit(await mutateLessons(root, lesson, { ...options, signal }));
      },
    );

  program.command("starters")
    .description("write lessons/ from solutions/")
    .option("--check", "only say where they differ")
    .action(async (options: { check?: boolean }) =>
      exit(await starters(root, options))
    );

  program.command("texts")
    .description("write code and output into the texts, and check them")
    .option("--check", "only say what is stale or wrong")
    .option("--again", "also run what prints something else each time")
    .action(async (options: { check?: boolean; again?: boolean }) => {
      const { texts } = await importLater<typeof import("./texts.ts")>(
        "./texts.ts",
      );
      exit(await texts(root, { ...options, signal }));
    });

  program.command("ok")
    .description(
      "formatting, lint, types, starters, texts, the course's own tests",
    )
    .option("--jobs <n>", "how many tests at a time", count, jobs())
    .option("--no-test", "leave the course's own tests out")
    .action(async ({ jobs, test }: { jobs: number; test: boolean }) =>
      exit(await ok(root, { jobs, test, signal }))
    );
}

/** One for each core, but two at least: one job is never given idle cores. */
function jobs(): number {
  return Math.max(navigator.hardwareConcurrency, 2);
}
