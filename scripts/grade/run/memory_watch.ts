import { MEGABYTE } from "../sandbox/limits.ts";

/** Milliseconds between two looks. */
const INTERVAL = 250;

/**
 * Calls `onLimit` once all processes below `pid` together use more memory of
 * their own than `limit` megabytes. Linux only; elsewhere it does nothing.
 */
export function watchMemory(
  pid: number,
  limit: number,
  onLimit: () => void,
): Disposable {
  if (Deno.build.os !== "linux") return { [Symbol.dispose]: () => {} };
  const timer = setInterval(() => {
    let bytes = 0;
    for (const process of tree(pid)) bytes += ownMemory(process);
    if (bytes > limit * MEGABYTE) onLimit();
  }, INTERVAL);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** The process and all below it, as far as they are still there. */
function tree(pid: number): number[] {
  const found = [pid];
  for (const process of found) {
    for (const thread of names(`/proc/${process}/task`)) {
      const children = read(`/proc/${process}/task/${thread}/children`);
      found.push(...children.split(" ").filter(Boolean).map(Number));
    }
  }
  return found;
}

/** Bytes of the process that it shares with no other. */
function ownMemory(pid: number): number {
  const kilobytes = read(`/proc/${pid}/status`)
    .match(/^RssAnon:\s+(\d+) kB$/m)?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

function names(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)].map(({ name }) => name);
  } catch {
    // It has ended meanwhile.
    return [];
  }
}

function read(file: string): string {
  try {
    return Deno.readTextFileSync(file);
  } catch {
    return "";
  }
}
