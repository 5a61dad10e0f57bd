import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { EXAMPLES, readExample } from "../explore/examples.ts";
import { LIMITS, tooLong } from "../explore/limits.ts";
import { UsageError } from "../terminal/errors.ts";
import { INTERRUPTED } from "../terminal/interrupt.ts";
import { wrap } from "../terminal/text.ts";
import { workingFolder } from "../terminal/working_folder.ts";

/** Options of `deno task explore`. */
export interface ExploreOptions {
  /** Prints a model to begin with. */
  example?: boolean;
  /** The seconds after which it gives up. */
  limit: number;
  signal: AbortSignal;
}

/** What the explorer can and cannot tell, for `--help`. */
export const EXPLORE_HELP = `
A model is two to four threads on one shared buffer, and what must hold;
--example prints one that says how to write your own. Limits:
${LIMITS.map((limit) => wrap(limit, "    ", "  - ")).join("\n")}
Exit codes: 0 no schedule breaks a model, 1 one does, 2 a wrong call.`;

/**
 * `deno task explore my_model.ts`: runs the learner's own models under every
 * schedule.
 *
 * @param path The file, from where the command was typed.
 */
export async function explore(
  path: string | undefined,
  { example = false, limit, signal }: ExploreOptions,
): Promise<number> {
  if (example) {
    const [first] = EXAMPLES;
    if (first !== undefined) console.log((await readExample(first)).trimEnd());
    return 0;
  }
  if (path === undefined) {
    throw new UsageError(
      "Name a file with a model, such as my_model.ts, or print one to begin with by --example.",
    );
  }
  const file = resolve(workingFolder(), path);
  const info = await Deno.stat(file).catch(() => undefined);
  if (!info?.isFile) {
    throw new UsageError(
      `There is no file ${path}: \`deno task explore --example > ${path}\` makes one.`,
    );
  }
  const late = AbortSignal.timeout(limit * 1_000);
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--allow-read", "--allow-env", "--no-check", "--quiet"],
      fileURLToPath(new URL("../explore/program.ts", import.meta.url)),
      ...[file, path],
    ],
    stdin: "null",
    stdout: "inherit",
    stderr: "inherit",
  }).spawn();
  const end = () => child.kill("SIGKILL");
  const either = AbortSignal.any([late, signal]);
  either.addEventListener("abort", end, { once: true });
  if (either.aborted) end();
  const { code } = await child.status;
  either.removeEventListener("abort", end);
  if (signal.aborted) return INTERRUPTED;
  if (!late.aborted) return code;
  console.log(`${tooLong(limit)}, or a longer --limit.`);
  return 1;
}
