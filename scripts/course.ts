/**
 * The one entry of the course's commands: what `deno.json`'s tasks call. It
 * imports nothing from a registry, so that it can set the course up first, also
 * where a registry never answers.
 *
 * What happens when a learner types `deno task test:7.4`:
 *
 * 1. `setup/setup.ts` fetches what is missing.
 * 2. `commands/main.ts` reads the command line and calls
 *    `commands/check_lesson.ts`, which does the following.
 * 3. `lesson/` reads the lesson and the learner's files.
 * 4. `runner/run_tests.ts` starts `deno test`. `runner/report_parser.ts` reads
 *    what it prints, and `runner/run_state.ts` makes results of it.
 * 5. `report/live_report.ts` prints each result as a line, and at the end
 *    `report/lesson_report.ts` the first failure and what comes next.
 * 6. `progress/progress.ts` keeps what has passed.
 *
 * `selftest/` runs the same tests on starters, solutions and wrong versions,
 * `grade/` on submissions. `bench/`, `explore/`, `lab/`, `replay/` and `texts/`
 * stand alone.
 *
 * @module
 */

import { ensureSetup } from "./setup/setup.ts";
import { CourseError, isSystemError, UsageError } from "./terminal/errors.ts";

const root = new URL("../", import.meta.url);
// Not written in the import: Deno would load it, and all it imports, first.
const commands = new URL("./commands/main.ts", import.meta.url).href;

try {
  // deno.json may have changed: only a new process reads it again.
  if (await ensureSetup(root, Deno.args)) Deno.exit(await runAgain());
  const { main }: typeof import("./commands/main.ts") = await import(commands);
  Deno.exit(await main(root, Deno.args));
} catch (error) {
  if (error instanceof UsageError) {
    console.error(error.message);
    Deno.exit(2);
  }
  if (error instanceof CourseError) {
    console.error(`The course itself must be mended: ${error.message}`);
    Deno.exit(1);
  }
  if (!isSystemError(error)) throw error;
  console.error(`Cannot go on as the system refused: ${error.message}`);
  Deno.exit(1);
}

/** Runs this program once more, with the same arguments; gives its exit code. */
async function runAgain(): Promise<number> {
  // Ctrl-C reaches the whole foreground group: the child ends, then we do.
  const ignore = () => {};
  Deno.addSignalListener("SIGINT", ignore);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", Deno.mainModule, ...Deno.args],
    stdin: "inherit",
    stdout: "inherit",
    stderr: "inherit",
  }).spawn();
  const { code } = await child.status;
  Deno.removeSignalListener("SIGINT", ignore);
  return code;
}
