import { Command, CommanderError } from "commander";
import { type Lesson, readLessons } from "../lesson/manifest.ts";
import { Interrupt, INTERRUPTED } from "../terminal/interrupt.ts";
import type { Context } from "./context.ts";
import { addGradeCommand } from "./grade_command.ts";
import { addLearnerCommands } from "./learner_commands.ts";
import { addMaintainerCommands } from "./maintainer_commands.ts";

/**
 * The course's command line.
 *
 * @returns The exit code: 0 only when all that was asked passed, 1 when
 * something failed, 2 for a wrong call.
 */
export async function main(root: URL, args: string[]): Promise<number> {
  using interrupt = new Interrupt();
  let code = 0;
  const context: Context = {
    root,
    signal: interrupt.signal,
    exit: (result) => code = result,
  };
  const program = commandLine(context, await readLessons(root));
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  if (code === INTERRUPTED) {
    console.error("Interrupted: nothing is left running.");
  }
  return code;
}

/** All commands; each needs a task of its name in `deno.json`. */
export function commandLine(context: Context, lessons: Lesson[]): Command {
  const program = new Command("deno task")
    .description("Learn how concurrent network servers work.")
    .helpCommand(false)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(clear(text)) });
  addLearnerCommands(program, context, lessons);
  addMaintainerCommands(program, context);
  addGradeCommand(program, context);
  return program;
}

/** An error of the call as a sentence on one line. */
function clear(text: string): string {
  const message = text.replace(/^error: /, "").trim()
    .replaceAll(/\s*\n\s*/g, " ").replace(/\.+$/, "");
  return `${message[0]?.toUpperCase()}${message.slice(1)}. See --help.\n`;
}
