/** Why tests that look at processes from outside are skipped, if they are. */
export const withoutProc: string | false = Deno.build.os === "linux"
  ? false
  : "It looks at processes through /proc, which only Linux has";

/** A process as the system sees it. */
export interface Process {
  pid: number;
  parent: number;
  /** The letter of `ps`: R runs, S sleeps, T is stopped, Z is a zombie. */
  state: string;
}

/** Who started each process that was there when one last looked, by its id. */
let parents = new Map<number, number>();
let looked = -Infinity;

/** Milliseconds in which no id can be given to a process once more. */
const FRESH = 500;

/**
 * The children of a process, zombies too; of this process by default. None where
 * there is no /proc.
 */
export function childrenOf(pid: number = Deno.pid): Process[] {
  if (withoutProc) return [];
  const now = performance.now();
  const known = now - looked < FRESH ? parents : new Map<number, number>();
  parents = new Map();
  looked = now;
  return [...Deno.readDirSync("/proc")].flatMap(({ name }) => {
    const other = Number(name);
    if (!Number.isInteger(other)) return [];
    // Tests look again and again, among hundreds of processes. A stranger's
    // child stays one: whoever inherits orphans is none that a test looks at.
    const parent = known.get(other);
    const process = parent === undefined || parent === pid
      ? look(other)
      : { parent };
    if (process === undefined) return [];
    parents.set(other, process.parent);
    return "pid" in process && process.parent === pid ? [process] : [];
  });
}

/** One process, or undefined when there is none with this id. */
export function look(pid: number): Process | undefined {
  const stat = read(`/proc/${pid}/stat`);
  // The name stands in parentheses and may contain some itself.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields === undefined) return undefined;
  return { pid, state: fields[0] ?? "?", parent: Number(fields[1]) };
}

/** Whether a process runs; a zombie does not. */
export function isRunning(pid: number): boolean {
  const process = look(pid);
  return process !== undefined && process.state !== "Z";
}

/** How many descriptors (files, pipes, sockets) a process has open. */
export function descriptors(pid: number = Deno.pid): number {
  return [...Deno.readDirSync(`/proc/${pid}/fd`)].length;
}

/** How many sockets this process has open. */
export function sockets(): number {
  const folder = "/proc/self/fd";
  return [...Deno.readDirSync(folder)].filter(({ name }) => {
    try {
      return Deno.readLinkSync(`${folder}/${name}`).startsWith("socket:");
    } catch {
      return false; // It was closed meanwhile, as the folder's own.
    }
  }).length;
}

function read(path: string): string | undefined {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return undefined; // It has ended meanwhile.
  }
}
