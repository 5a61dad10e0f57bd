import { UsageError } from "../../terminal/errors.ts";
import { bwrapSandbox } from "./bwrap.ts";
import { findMemoryGroups, removeStaleGroups } from "./memory_groups.ts";
import { noSandbox } from "./none.ts";
import type { Sandbox, SandboxSettings } from "./sandbox.ts";
import { makeScratch } from "./scratch.ts";

/** What `--sandbox` takes. */
export const SANDBOXES = ["auto", "bwrap", "none"] as const;

/** What `--sandbox` asks for. */
export type Wanted = typeof SANDBOXES[number];

/** The sandbox with these settings. */
export function sandboxOf(settings: SandboxSettings): Sandbox {
  return settings.kind === "bwrap"
    ? bwrapSandbox(settings)
    : noSandbox(settings.because);
}

/**
 * The sandbox that was asked for; with `auto`, bubblewrap where it works.
 *
 * @throws {UsageError} If bubblewrap is asked for and does not work here.
 */
export async function chooseSandbox(wanted: Wanted): Promise<Sandbox> {
  if (wanted === "none") return noSandbox("--sandbox=none");
  const found = await findBwrap();
  if (typeof found !== "string") return found;
  if (wanted === "auto") return noSandbox(found);
  throw new UsageError(
    `Cannot use --sandbox=bwrap as ${found}. Install bubblewrap (\`apt-get install bubblewrap\`) and allow unprivileged user namespaces, or use --sandbox=none for submissions that you trust.`,
  );
}

/**
 * Bubblewrap with all that works of it here; why it cannot be used at all, as a
 * part of a sentence.
 */
export async function findBwrap(): Promise<Sandbox | string> {
  if (Deno.build.os !== "linux") return "bubblewrap is for Linux only";
  const groups = await findMemoryGroups();
  if (groups !== undefined) await removeStaleGroups(groups);
  const memory = groups === undefined ? {} : { groups };
  await using scratch = await makeScratch();
  let why = "";
  for (
    const settings of [
      { kind: "bwrap", rooms: true, ...memory },
      { kind: "bwrap", rooms: true },
      { kind: "bwrap", rooms: false },
    ] as const
  ) {
    const sandbox = bwrapSandbox(settings);
    const problem = await whyNot(sandbox, scratch.path);
    if (problem === undefined) return sandbox;
    why = problem;
  }
  return why;
}

/** Starts the same namespaces and limits as a run's, for Deno's version. */
async function whyNot(
  sandbox: Sandbox,
  scratch: string,
): Promise<string | undefined> {
  const stage = await Deno.makeTempDir({ dir: scratch });
  await using launch = await sandbox.launch({
    stage,
    files: stage,
    place: "",
    scratch,
    hide: [],
    args: ["--version"],
    env: {},
    limits: {
      ...{ time: 10, memory: 2048, output: 1, processes: 512 },
      ...{ disk: 16, files: 1000 },
    },
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
  const [first = ""] = new TextDecoder().decode(stderr).trim().split("\n");
  return /bwrap: not found/.test(first)
    ? "bubblewrap is not installed"
    : `it does not work here: ${first}`;
}
