/**
 * How many threads of a process run a worker, as the system sees them; undefined
 * where there is no /proc.
 */
export function workerThreads(pid: number = Deno.pid): number | undefined {
  if (Deno.build.os !== "linux") return undefined;
  return [...Deno.readDirSync(`/proc/${pid}/task`)]
    .filter(({ name }) => isWorker(`/proc/${pid}/task/${name}/comm`)).length;
}

function isWorker(path: string): boolean {
  try {
    return Deno.readTextFileSync(path).startsWith("worker-");
  } catch {
    return false; // It has ended meanwhile.
  }
}
