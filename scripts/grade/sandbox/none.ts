import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { copy } from "../../lesson/files.ts";
import { denoCache } from "./deno_dir.ts";
import { limited } from "./limits.ts";
import type { Launch, Sandbox, SandboxedRun } from "./sandbox.ts";

/**
 * No sandbox: a copy of the course in a temporary folder, an empty environment
 * and the limits that a process can be given. For trusted submissions: code
 * can still read and write what the grader's user can.
 */
export function noSandbox(because: string): Sandbox {
  return {
    kind: "none",
    settings: { kind: "none", because },
    about:
      `There was no sandbox (${because}): submissions could read this machine's files, the solutions among them, and use its network.`,
    proc: "/proc",
    // Deno reads /proc only with all of them.
    permissions: ["--allow-all"],
    launch,
  };
}

async function launch(run: SandboxedRun): Promise<Launch> {
  const folder = await Deno.makeTempDir({ dir: run.scratch, prefix: "run-" });
  const course = join(folder, "course");
  await copy(pathToFileURL(run.stage), pathToFileURL(course));
  await copy(pathToFileURL(run.files), pathToFileURL(join(course, run.place)));
  await Deno.mkdir(join(folder, "deno"));
  await Deno.mkdir(join(folder, "tmp"));
  const { npm, remote } = await denoCache();
  await Deno.symlink(npm, join(folder, "deno/npm"));
  await Deno.symlink(remote, join(folder, "deno/remote"));
  return {
    ...start([Deno.execPath(), ...run.args], run),
    env: {
      PATH: Deno.env.get("PATH") ?? "",
      DENO_DIR: join(folder, "deno"),
      TMPDIR: join(folder, "tmp"),
      ...run.env,
    },
    cwd: course,
    [Symbol.asyncDispose]: async () => {
      await Deno.remove(folder, { recursive: true }).catch(() => {});
    },
  };
}

function start(
  command: string[],
  { limits }: SandboxedRun,
): { command: string; args: string[] } {
  if (Deno.build.os === "windows") {
    const [program = "", ...args] = command;
    return { command: program, args };
  }
  const limit = Deno.build.os === "linux" ? limited(limits, false) : [];
  // The shell stays as the parent, for submissions that kill theirs.
  return {
    command: "/bin/sh",
    args: ["-c", '"$@"; exit $?', "sh", ...limit, ...command],
  };
}
