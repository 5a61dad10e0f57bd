import { Argument, type Command, Option } from "commander";
import type { BenchOptions } from "./bench.ts";
import { type Context, importLater } from "./context.ts";

/** Adds `deno task bench`. */
export function addBenchCommand(
  program: Command,
  { root, signal, exit }: Context,
): void {
  program.command("bench")
    .description("measure on this machine what the course says")
    .addArgument(
      new Argument(
        "[what]",
        "servers: a process, a thread, a pool for the clients (7.1 to 7.3); " +
          "locks: what a lock costs (7.4); " +
          "ipc: the ways to talk (7.5); all of them unless told",
      ).choices(["servers", "locks", "ipc"]),
    )
    .option("--quick", "under 40 s instead of 5 minutes, and less exact")
    .option("--mine", "your own versions beside the solutions")
    .option("--with-c", "servers in C, too; needs a C compiler")
    .option("--json", "the report as JSON")
    .addOption(
      new Option(
        "--update-texts",
        "write the tables into the lessons' texts (for maintainers)",
      ).conflicts(["quick", "mine", "json"]),
    )
    .addHelpText(
      "after",
      "\nThe figures are shown as tables and bars, and written to a page with charts,\n.course/bench/index.html. Close other programs first: they take time, too.",
    )
    .action(
      async (what: string | undefined, flags: Omit<BenchOptions, "signal">) => {
        // Loads the chart library, which no other command needs.
        const { bench } = await importLater<typeof import("./bench.ts")>(
          "./bench.ts",
        );
        exit(await bench(root, what, { ...flags, signal }));
      },
    );
}
