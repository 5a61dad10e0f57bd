import { denoCache } from "./deno_dir.ts";
import type { SandboxedRun } from "./sandbox.ts";
import { placesToCover, SYSTEM } from "./visible.ts";

let newer: Promise<string[]> | undefined;

/**
 * Options that this bubblewrap may be too old for: without them, code could
 * make user namespaces of its own where no filter keeps it from that.
 */
async function newerOptions(): Promise<string[]> {
  const { stdout, stderr } = await new Deno.Command("bwrap", {
    args: ["--help"],
  }).output();
  const decoder = new TextDecoder();
  const help = decoder.decode(stdout) + decoder.decode(stderr);
  return ["--disable-userns"].filter((option) => help.includes(option));
}

/** The namespaces of a run, and what of the system it sees in them. */
export async function namespaces(
  run: SandboxedRun,
  root: boolean,
): Promise<string[]> {
  return [
    ...(root ? [] : [
      ...["--unshare-user", "--uid", "1000", "--gid", "1000"],
      ...await (newer ??= newerOptions()),
    ]),
    ...["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"],
    ...["--unshare-cgroup-try", "--die-with-parent", "--new-session"],
    ...["--hostname", "course", "--clearenv"],
    ...Object.entries({
      PATH: "/course-bin:/usr/local/bin:/usr/bin:/bin",
      DENO_DIR: "/deno",
      ...run.env,
    }).flatMap(([name, value]) => ["--setenv", name, value]),
    ...["--perms", "0755", "--dir", "/etc"],
    ...["--perms", "0755", "--dir", "/course-bin"],
    ...SYSTEM.flatMap((path) => ["--ro-bind-try", path, path]),
    ...(await placesToCover(run.hide)).flatMap((path) => [
      ...["--perms", "0755", "--tmpfs", path, "--remount-ro", path],
    ]),
    // A second /proc, at a place that Deno takes for an ordinary folder.
    ...["--proc", "/proc", "--proc", "/processes", "--dev", "/dev"],
  ];
}

/** Where a run sees the course, its own files, and Deno. */
export async function inside(run: SandboxedRun): Promise<string[]> {
  const { npm, remote } = await denoCache();
  return [
    ...["--ro-bind-try", npm, "/deno/npm"],
    ...["--ro-bind-try", remote, "/deno/remote"],
    ...["--ro-bind", Deno.execPath(), "/course-bin/deno"],
    ...["--ro-bind", run.stage, "/course"],
    ...["--ro-bind", run.files, `/course/${run.place}`],
    ...["--remount-ro", "/", "--remount-ro", "/dev", "--chdir", "/course"],
  ];
}

/** Gives up root for good: no capability, and no way to get one back. */
export function asNobody(id: number): string[] {
  return [
    "setpriv",
    `--reuid=${id}`,
    `--regid=${id}`,
    "--clear-groups",
    "--no-new-privs",
    "--inh-caps=-all",
    "--bounding-set=-all",
    "--",
  ];
}
