import { denoCache } from "./deno_dir.ts";
import { type Limits, MEGABYTE } from "./limits.ts";
import type { Launch, Sandbox, SandboxedRun } from "./sandbox.ts";

/** The first user id of runs that root starts; nobody else has them. */
const FIRST_USER = 3_000_000;

/** What programs need of the system: read-only. */
const SYSTEM = [
  "/usr",
  "/bin",
  "/sbin",
  "/lib",
  "/lib32",
  "/lib64",
  "/etc/ld.so.cache",
  "/etc/alternatives",
  "/etc/nsswitch.conf",
  "/etc/localtime",
];

/**
 * Deno's permissions: all but the debugger, with which code could look into
 * the tests. It needs a kind of `sys` that no list can name.
 */
const PERMISSIONS = [
  "--allow-read",
  "--allow-write",
  "--allow-net",
  "--allow-env",
  "--allow-run",
  // Given up once the tests have closed their process with it.
  "--allow-ffi",
  `--allow-sys=${
    [
      "hostname",
      "osRelease",
      "osUptime",
      "loadavg",
      "networkInterfaces",
      "systemMemoryInfo",
      "uid",
      "gid",
      "username",
      "userInfo",
      "cpus",
      "homedir",
      "getegid",
      "statfs",
      "getPriority",
      "setPriority",
    ].join()
  }`,
];

/**
 * Bubblewrap: namespaces of their own for files, processes, network and users.
 * A run sees the system's programs, the course without its solutions, and its
 * own files; it can write to a small `/tmp` that is gone afterwards; its
 * network is a loopback of its own; when it ends, every process in it ends.
 */
export function bwrapSandbox(): Sandbox {
  const root = Deno.uid() === 0;
  return {
    kind: "bwrap",
    about: root
      ? "Each run had namespaces of its own (bubblewrap) and a user id of its own."
      : "Each run had namespaces of its own (bubblewrap, unprivileged).",
    proc: "/processes",
    permissions: PERMISSIONS,
    launch: async (run) => await launch(run, root),
  };
}

/**
 * Options that this bubblewrap may be too old for: without them, code could
 * make user namespaces of its own.
 */
async function newerOptions(): Promise<string[]> {
  const { stdout, stderr } = await new Deno.Command("bwrap", {
    args: ["--help"],
  }).output();
  const decoder = new TextDecoder();
  const help = decoder.decode(stdout) + decoder.decode(stderr);
  return ["--disable-userns"].filter((option) => help.includes(option));
}

let newer: Promise<string[]> | undefined;

async function launch(run: SandboxedRun, root: boolean): Promise<Launch> {
  const { npm, remote } = await denoCache();
  const size = String(run.limits.disk * MEGABYTE);
  const tmpfs = (
    path: string,
  ) => ["--perms", "1777", "--size", size, "--tmpfs", path];
  return {
    command: "bwrap",
    args: [
      ...(root ? [] : [
        ...["--unshare-user", "--uid", "1000", "--gid", "1000"],
        ...await (newer ??= newerOptions()),
      ]),
      ...["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"],
      ...["--unshare-cgroup-try", "--die-with-parent", "--hostname", "course"],
      "--clearenv",
      ...Object.entries({
        PATH: "/course-bin:/usr/local/bin:/usr/bin:/bin",
        DENO_DIR: "/deno",
        ...run.env,
      }).flatMap(([name, value]) => ["--setenv", name, value]),
      ...["--perms", "0755", "--dir", "/etc"],
      ...["--perms", "0755", "--dir", "/course-bin"],
      ...SYSTEM.flatMap((path) => ["--ro-bind-try", path, path]),
      // A second /proc, at a place that Deno takes for an ordinary folder.
      ...["--proc", "/proc", "--proc", "/processes", "--dev", "/dev"],
      ...tmpfs("/tmp"),
      ...tmpfs("/dev/shm"),
      ...tmpfs("/deno"),
      ...["--ro-bind-try", npm, "/deno/npm"],
      ...["--ro-bind-try", remote, "/deno/remote"],
      ...["--ro-bind", Deno.execPath(), "/course-bin/deno"],
      ...["--ro-bind", run.stage, "/course"],
      ...["--ro-bind", run.files, `/course/${run.place}`],
      ...["--remount-ro", "/", "--remount-ro", "/dev", "--chdir", "/course"],
      "--",
      ...(root ? asNobody(FIRST_USER + run.slot) : []),
      ...limited(run.limits),
      "/course-bin/deno",
      ...run.args,
    ],
    env: { PATH: Deno.env.get("PATH") ?? "/usr/bin:/bin" },
    cwd: "/",
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** Gives up root for good: no capability, and no way to get one back. */
function asNobody(id: number): string[] {
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

/**
 * Megabytes that Deno reserves and never touches, mostly for the stacks of its
 * threads. What is really used is watched besides.
 */
const RESERVED = 1024 + 64 * navigator.hardwareConcurrency;

/** `setrlimit(2)` by way of util-linux's `prlimit`. */
export function limited(limits: Limits, processes = true): string[] {
  return [
    "prlimit",
    "--core=0",
    `--fsize=${limits.disk * MEGABYTE}`,
    // Not the address space: V8 reserves far more than it uses.
    `--data=${(limits.memory + RESERVED) * MEGABYTE}`,
    ...(processes ? [`--nproc=${limits.processes}`] : []),
    "--",
  ];
}
