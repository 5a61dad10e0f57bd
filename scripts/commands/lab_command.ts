import { type Command, Option } from "commander";
import { type Context, importLater, port } from "./context.ts";
import type { LabCommandOptions } from "./lab.ts";

/** Adds `deno task lab`. */
export function addLabCommand(
  program: Command,
  { root, signal, exit }: Context,
): void {
  program.command("lab")
    .description("the book, the explorer and your files as a page")
    .option(
      "--port <n>",
      "where to listen; the system chooses unless told",
      port,
    )
    .addOption(
      new Option("--build <dir>", "write it as plain files for a static host")
        .conflicts("port"),
    )
    .action(async (options: Omit<LabCommandOptions, "signal">) => {
      const { lab } = await importLater<typeof import("./lab.ts")>("./lab.ts");
      exit(await lab(root, { ...options, signal }));
    });
}
