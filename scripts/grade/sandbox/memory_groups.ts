import { basename, dirname, join } from "node:path";
import { MEGABYTE } from "./limits.ts";

/** Where control groups that bound memory can be made: see cgroups(7). */
export interface MemoryGroups {
  version: 1 | 2;
  /** The folder to make them in. */
  parent: string;
}

/** A control group for one run. */
export interface MemoryGroup extends AsyncDisposable {
  path: string;
  /** Whether the kernel had to end a process of it. */
  usedUp(): Promise<boolean>;
}

/** How the two versions call what is bounded, and what was ended. */
const FILES = {
  1: { limit: "memory.limit_in_bytes", ended: "memory.oom_control" },
  2: { limit: "memory.max", ended: "memory.events" },
} as const;

/** Makes a group of at most so many megabytes. */
export async function makeMemoryGroup(
  { version, parent }: MemoryGroups,
  name: string,
  megabytes: number,
): Promise<MemoryGroup> {
  const path = join(parent, name);
  const { limit, ended } = FILES[version];
  await Deno.mkdir(path);
  const set = (file: string, value: string) =>
    Deno.writeTextFile(join(path, file), value);
  await set(limit, String(megabytes * MEGABYTE));
  // Not everywhere: whether there is swap, and who counts what sockets hold.
  const bytes = String(megabytes * MEGABYTE);
  const more = version === 2
    ? [["memory.swap.max", "0"], ["memory.oom.group", "1"]]
    : [
      ["memory.memsw.limit_in_bytes", bytes],
      ["memory.kmem.tcp.limit_in_bytes", bytes],
    ];
  for (const [file = "", value = ""] of more) {
    await set(file, value).catch(() => {});
  }
  return {
    path,
    usedUp: async () => {
      const text = await Deno.readTextFile(join(path, ended));
      return Number(text.match(/^oom_kill (\d+)$/m)?.[1] ?? 0) > 0;
    },
    [Symbol.asyncDispose]: () => removeGroup(path),
  };
}

/** Removes a group as soon as its last process is gone. */
export async function removeGroup(path: string): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt++) {
    try {
      return await Deno.remove(path);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/**
 * Where this process may make groups, if it may: below its own group or, as
 * version 2 has processes only where there are no groups below, beside it.
 */
export async function findMemoryGroups(): Promise<MemoryGroups | undefined> {
  if (Deno.build.os !== "linux") return undefined;
  const groups = (await read("/proc/self/cgroup")).split("\n");
  const mounts = (await read("/proc/self/mounts")).split("\n")
    .map((line) => line.split(" "));
  for (const version of [2, 1] as const) {
    const mount = mounts.find(([, , kind, options = ""]) =>
      version === 2
        ? kind === "cgroup2"
        : kind === "cgroup" && options.split(",").includes("memory")
    )?.[1];
    const own = groups.map((line) => line.split(":")).find(([, what = ""]) =>
      version === 2 ? what === "" : what.split(",").includes("memory")
    )?.[2];
    if (mount === undefined || own === undefined) continue;
    const folder = join(mount, own);
    const parents = version === 1 || own === "/"
      ? [folder]
      : [folder, dirname(folder)];
    for (const parent of parents) {
      if (await canMakeIn({ version, parent })) return { version, parent };
    }
  }
  return undefined;
}

async function canMakeIn(groups: MemoryGroups): Promise<boolean> {
  try {
    if (groups.version === 2) {
      await Deno.writeTextFile(
        join(groups.parent, "cgroup.subtree_control"),
        "+memory",
      ).catch(() => {});
    }
    await using group = await makeMemoryGroup(groups, groupName(), 64);
    const { success } = await new Deno.Command("/bin/sh", {
      args: ["-c", 'echo 0 > "$0/cgroup.procs"', group.path],
      stderr: "null",
    }).output();
    return success && !(await group.usedUp());
  } catch {
    return false;
  }
}

/** A name that nobody gives a group, nor another thread of this process. */
export function groupName(): string {
  return `course-grade-${Deno.pid}-${crypto.randomUUID()}`;
}

/** Removes the groups of graders that are gone. */
export async function removeStaleGroups(
  { parent }: MemoryGroups,
): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(parent)) {
    const pid = name.match(/^course-grade-(\d+)-/)?.[1];
    if (!isDirectory || pid === undefined) continue;
    if (await read(`/proc/${pid}/stat`) === "") {
      await removeGroup(join(parent, basename(name)));
    }
  }
}

async function read(path: string): Promise<string> {
  return await Deno.readTextFile(path).catch(() => "");
}
