import { denoCache } from "./deno_dir.ts";
import { copy } from "../../lesson/files.ts";
import { limited } from "./bwrap.ts";
import type { Launch, Sandbox, SandboxedRun } from "./sandbox.ts";

/**
 * No sandbox: a copy of the course in a temporary folder, an empty environment
 * and the limits that a process can be given. For trusted submissions: code
 * can still read and write what the grader's user can.
 */
export function noSandbox(because: string): Sandbox {
  return {
    kind: "none",
    about:
      `There was no sandbox (${because}): submissions could read this machine's files, the solutions among them, and use its network.`,
    proc: "/proc",
    // Deno reads /proc only with all of them.
    permissions: ["--allow-all"],
    launch,
  };
}

async function launch(run: SandboxedRun): Promise<Launch> {
  const folder = await Deno.makeTempDir({ prefix: "course-run-" });
  const course = `${folder}/course`;
  await copy(toUrl(run.stage), toUrl(course));
  await copy(toUrl(run.files), toUrl(`${course}/${run.place}`));
  await Deno.mkdir(`${folder}/deno`);
  await Deno.mkdir(`${folder}/tmp`);
  const { npm, remote } = await denoCache();
  await Deno.symlink(npm, `${folder}/deno/npm`);
  await Deno.symlink(remote, `${folder}/deno/remote`);
  return {
    ...start([Deno.execPath(), ...run.args], run),
    env: {
      PATH: Deno.env.get("PATH") ?? "",
      DENO_DIR: `${folder}/deno`,
      TMPDIR: `${folder}/tmp`,
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

function toUrl(path: string): URL {
  return new URL(`file://${path}`);
}
