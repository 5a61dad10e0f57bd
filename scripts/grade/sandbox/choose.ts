import { UsageError } from "../../terminal/errors.ts";
import { bwrapSandbox } from "./bwrap.ts";
import { noSandbox } from "./none.ts";
import type { Sandbox } from "./sandbox.ts";

/** What `--sandbox` takes. */
export const SANDBOXES = ["auto", "bwrap", "none"] as const;

/** What `--sandbox` asks for. */
export type Wanted = typeof SANDBOXES[number];

/**
 * The sandbox that was asked for; with `auto`, bubblewrap where it works.
 *
 * @throws {UsageError} If bubblewrap is asked for and does not work here.
 */
export async function chooseSandbox(wanted: Wanted): Promise<Sandbox> {
  if (wanted === "none") return noSandbox("--sandbox=none");
  const problem = await whyNoBwrap();
  if (problem === undefined) return bwrapSandbox();
  if (wanted === "auto") return noSandbox(problem);
  throw new UsageError(
    `Cannot use --sandbox=bwrap as ${problem}. Install bubblewrap (\`apt-get install bubblewrap\`) and allow unprivileged user namespaces, or use --sandbox=none for submissions that you trust.`,
  );
}

/** Why bubblewrap cannot be used here, as a part of a sentence. */
export async function whyNoBwrap(): Promise<string | undefined> {
  if (Deno.build.os !== "linux") return "bubblewrap is for Linux only";
  const stage = await Deno.makeTempDir({ prefix: "course-probe-" });
  try {
    // The same namespaces and limits as a run, with Deno's version for a test.
    const launch = await bwrapSandbox().launch({
      stage,
      files: stage,
      place: "",
      args: ["--version"],
      env: {},
      limits: { time: 10, memory: 2048, output: 1, processes: 512, disk: 16 },
      slot: 0,
    });
    const { success, stderr } = await new Deno.Command(launch.command, {
      args: launch.args,
      env: launch.env,
      clearEnv: true,
      cwd: launch.cwd,
      stdin: "null",
      stdout: "null",
    }).output();
    if (success) return undefined;
    const message = new TextDecoder().decode(stderr).trim().split("\n")[0];
    return `it does not work here: ${message}`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      return "bubblewrap is not installed";
    }
    throw error;
  } finally {
    await Deno.remove(stage);
  }
}
