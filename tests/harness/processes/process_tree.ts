/** The process and all below it, as far as they are still there. Linux only. */
export function processTree(pid: number): number[] {
  const found = [pid];
  for (const process of found) {
    for (const thread of threadsOf(process)) {
      const children = readProc(`${process}/task/${thread}/children`);
      found.push(...children.split(" ").filter(Boolean).map(Number));
    }
  }
  return found;
}

/** The ids of a process's threads; none when it has ended. */
export function threadsOf(pid: number): string[] {
  try {
    return [...Deno.readDirSync(`/proc/${pid}/task`)].map(({ name }) => name);
  } catch {
    return [];
  }
}

/** A file under `/proc`; "" when its process has ended. */
export function readProc(path: string): string {
  try {
    return Deno.readTextFileSync(`/proc/${path}`);
  } catch {
    return "";
  }
}
