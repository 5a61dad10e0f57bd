import { join } from "node:path";
import { asNobody, inside, namespaces } from "./bwrap_options.ts";
import { limited, MEGABYTE } from "./limits.ts";
import {
  groupName,
  makeMemoryGroup,
  type MemoryGroup,
} from "./memory_groups.ts";
import { PERMISSIONS } from "./permissions.ts";
import type {
  Launch,
  Sandbox,
  SandboxedRun,
  SandboxSettings,
} from "./sandbox.ts";

/**
 * User ids of runs that root starts. The kernel counts a user's processes
 * wherever they run, so that each run has an id of its own, beside all graders
 * of the machine; no system gives these ids to anybody.
 */
const USERS = { first: 0x7000_0000, count: 0x1000_0000 };

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

function newUser(): number {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return USERS.first + random % USERS.count;
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
      groupName(),
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
      ...(root ? asNobody(newUser()) : []),
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
