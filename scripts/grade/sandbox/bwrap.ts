import { join, relative } from "node:path";
import { denoCache } from "./deno_dir.ts";
import { limited, MEGABYTE } from "./limits.ts";
import {
  groupName,
  makeMemoryGroup,
  type MemoryGroup,
} from "./memory_groups.ts";
import type {
  Launch,
  Sandbox,
  SandboxedRun,
  SandboxSettings,
} from "./sandbox.ts";

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

/** Folders of the system that hold no programs, and often somebody's work. */
const NO_PROGRAMS = ["/usr/src", "/usr/local/src"];

/** Places in memory that a run can write to. */
const ROOMS = { tmp: "/tmp", shm: "/dev/shm", deno: "/deno" };

type Settings = Extract<SandboxSettings, { kind: "bwrap" }>;

/**
 * Bubblewrap: namespaces of their own for files, processes, network and users.
 * A run sees the system's programs, the course without its solutions, and its
 * own files; it can write to a small `/tmp` that is gone afterwards; its
 * network is a loopback of its own; when it ends, every process in it ends.
 */
export function bwrapSandbox(
  settings: Settings = { kind: "bwrap", rooms: true },
): Sandbox {
  const root = Deno.uid() === 0;
  return {
    kind: "bwrap",
    settings,
    about: about(settings, root),
    proc: "/processes",
    permissions: PERMISSIONS,
    launch: async (run) => await launch(run, settings, root),
  };
}

function about({ groups, rooms }: Settings, root: boolean): string {
  const memory = groups === undefined
    ? "watched from outside (what processes and sockets hold)"
    : `bounded by the kernel (control groups, version ${groups.version})`;
  return [
    `Each run had namespaces of its own (bubblewrap${
      root ? ") and a user id of its own" : ", unprivileged)"
    }.`,
    `Its memory was ${memory}.`,
    ...(rooms ? [] : ["The number of its files was not bounded."]),
  ].join(" ");
}

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

/**
 * What is done before bubblewrap starts, in a namespace for mounts: a control
 * group is entered, and the rooms are mounted, whose number of files bubblewrap
 * cannot bound.
 */
const BEFORE = `
[ -z "$GROUP" ] || echo 0 > "$GROUP/cgroup.procs" || exit
[ -z "$ROOMS" ] || for room in ${Object.keys(ROOMS).join(" ")}; do
  mount -t tmpfs -o "mode=1777,nosuid,nodev,$SIZE" tmpfs "$ROOMS/$room" || exit
done
exec bwrap "$@" 9< "$FILTER"`;

async function launch(
  run: SandboxedRun,
  { rooms, groups: within }: Settings,
  root: boolean,
): Promise<Launch> {
  const { limits, scratch } = run;
  const group: MemoryGroup | undefined = within &&
    await makeMemoryGroup(
      within,
      groupName(String(run.slot)),
      limits.memory,
    );
  const size = String(limits.disk * MEGABYTE);
  return {
    command: rooms ? "unshare" : "sh",
    args: [
      ...(rooms
        ? [...(root ? [] : ["--user", "--map-root-user"]), "--mount", "sh"]
        : []),
      ...["-c", BEFORE, "sh", "--seccomp", "9"],
      ...await namespaces(run, root),
      ...(rooms
        ? Object.entries(ROOMS).flatMap((
          [name, place],
        ) => ["--bind", join(scratch, "rooms", name), place])
        : Object.values(ROOMS).flatMap((
          place,
        ) => ["--perms", "1777", "--size", size, "--tmpfs", place])),
      ...await inside(run),
      "--",
      ...(root ? asNobody(FIRST_USER + run.slot) : []),
      ...limited(limits),
      "/course-bin/deno",
      ...run.args,
    ],
    env: {
      PATH: Deno.env.get("PATH") ?? "/usr/bin:/bin",
      GROUP: group?.path ?? "",
      ROOMS: rooms ? join(scratch, "rooms") : "",
      SIZE: `size=${size},nr_inodes=${limits.files}`,
      FILTER: join(scratch, "calls.bpf"),
    },
    cwd: "/",
    ...(group === undefined ? {} : { usedUp: () => group.usedUp() }),
    [Symbol.asyncDispose]: async () => await group?.[Symbol.asyncDispose](),
  };
}

async function namespaces(
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
    ...(await hidden(run.hide)).flatMap((path) => [
      ...["--perms", "0755", "--tmpfs", path, "--remount-ro", path],
    ]),
    // A second /proc, at a place that Deno takes for an ordinary folder.
    ...["--proc", "/proc", "--proc", "/processes", "--dev", "/dev"],
  ];
}

async function inside(run: SandboxedRun): Promise<string[]> {
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

/**
 * Where folders that nobody must see show in the sandbox: a course below `/usr`
 * does, twice if it is below `/usr/lib`, which is `/lib`, too.
 */
async function hidden(folders: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const folder of [...folders, ...NO_PROGRAMS]) {
    const real = await realPath(folder);
    if (real === undefined) continue;
    for (const place of SYSTEM) {
      const shown = await realPath(place);
      if (shown === undefined) continue;
      const inside = relative(shown, real);
      if (inside.startsWith("..") || inside.startsWith("/")) continue;
      if (inside === "") {
        throw new Error(
          `Cannot hide ${folder}, which has the system's programs: keep the course and the submissions in folders of their own`,
        );
      }
      found.add(join(place, inside));
    }
  }
  // A folder in one that is hidden already is no place to mount on.
  return [...found].filter((path) =>
    ![...found].some((other) => path.startsWith(`${other}/`))
  );
}

async function realPath(path: string): Promise<string | undefined> {
  return await Deno.realPath(path).catch(() => undefined);
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
